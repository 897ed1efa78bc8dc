package io.aims.platform.inbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.aims.faults.simulation.Broker;
import io.aims.faults.simulation.Database;
import io.aims.faults.simulation.Strand;
import io.aims.faults.simulation.World;
import io.smallrye.mutiny.Uni;

/** The inbox's protocol over a simulated database. */
public final class SimulatedInbox {
  private static final Duration LOOK = Duration.ofMillis(400);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
  /** Few, so that there is no room every now and then, where somebody looks after what is parked. */
  private static final int MOST_PARKED = 3;
  private final World world;
  private final Database database;
  private final Map<String, Progress> progress = new HashMap<>();
  private final Map<String, TreeMap<Integer, Parked>> parked = new HashMap<>();
  private final Map<String, LetGo> letGo = new HashMap<>();
  private final Map<String, Feed> feeds = new HashMap<>();
  private final List<String> deadLetters = new ArrayList<>();
  private final Map<Strand, Database.Transaction> open = new HashMap<>();
  private final Settling settling;
  private final Settling looking;
  private boolean watched;

  public SimulatedInbox(World world, Database database) {
    this.world = world;
    this.database = database;
    this.settling = new Settling(this::in, new Rows(), new Pauses());
    this.looking = new Settling(this::in, new Rows(), new OneLook(() -> false));
  }

  /** What a feed does with an event, in the transaction that is under way. */
  @FunctionalInterface
  public interface Effect {
    void on(ReceivedEvent event, Database.Transaction transaction);
  }

  /** What somebody misses of an aggregate; both ends are included. */
  public record Request(String source, UUID tenant, UUID aggregate, int from, int to) {}

  /** An event that waits, and when it is looked at next. */
  private static final class Parked {
    private final String feed;
    private final ReceivedEvent event;
    private long nextTry;
    private int tries;

    private Parked(String feed, ReceivedEvent event, long nextTry) {
      this.feed = feed;
      this.event = event;
      this.nextTry = nextTry;
    }
  }

  /** The first and the highest version of an aggregate, in the latest epoch, for which there was no room. */
  private record LetGo(String source, UUID tenant, UUID aggregate, int epoch, int first, int version) {
    private LetGo(ReceivedEvent event) {
      this(event.source(), event.tenant(), event.aggregateId(), event.epoch(), event.aggregateVersion(),
          event.aggregateVersion());
    }

    private LetGo with(ReceivedEvent event) {
      if (epoch != event.epoch()) {
        return epoch > event.epoch() ? this : new LetGo(event);
      }
      return new LetGo(source, tenant, aggregate, epoch, Math.min(first, event.aggregateVersion()),
          Math.max(version, event.aggregateVersion()));
    }

    /** What is asked for first when the feed has come as far as {@code last}. */
    private int from(Progress last) {
      return Math.min(last.version() + 1, last.epoch() < epoch ? first : version);
    }
  }

  /** A feed of this inbox. */
  public Function<Broker.Message, @Nullable Void> feed(String name, Effect effect) {
    var feed = new Feed() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String source() {
        return "any";
      }

      @Override
      public Uni<Void> apply(ReceivedEvent event) {
        return Uni.createFrom().item(() -> {
          effect.on(event, transaction());
          return null;
        });
      }
    };
    feeds.put(name, feed);
    return message -> {
      var seq = Long.valueOf(message.headers().get("aims-stream-seq"));
      var event = ReceivedEvent.read(message.value(), seq,
          Integer.parseInt(message.headers().get("aims-stream-epoch")));
      return settling.settle(feed, event).await().indefinitely();
    };
  }

  /** As the gap watcher does: gives those whose turn it is to their feed, and asks owners for versions that have got lost. */
  public void watch(World world, Consumer<Request> ask) {
    watched = true;
    while (true) {
      Strand.current().pause(LOOK);
      for (var due : due()) {
        due.tries++;
        due.nextTry = world.nanos()
            + Math.min(LONGEST_PAUSE.toNanos(), LOOK.toNanos() << Math.min(due.tries, 10));
        look(due, ask);
      }
      askForLetGo(ask);
    }
  }

  private void askForLetGo(Consumer<Request> ask) {
    letGo.entrySet().removeIf(gone -> back(progress(gone.getKey()), gone.getValue()));
    letGo.forEach((key, gone) -> ask.accept(new Request(gone.source().replace("/aims/", ""), gone.tenant(),
        gone.aggregate(), gone.from(progress(key)), gone.version())));
  }

  private static boolean back(Progress last, LetGo gone) {
    return last.epoch() > gone.epoch() || last.epoch() == gone.epoch() && last.version() >= gone.version();
  }

  private Progress progress(String key) {
    return progress.getOrDefault(key, new Progress(0, null, 1));
  }

  private List<Parked> due() {
    return parked.values()
        .stream()
        .flatMap(aggregate -> aggregate.values().stream())
        .filter(event -> event.nextTry <= world.nanos())
        .toList();
  }

  private void look(Parked due, Consumer<Request> ask) {
    var event = due.event;
    var last = progress(key(due.feed, event)).version();
    if (event.aggregateVersion() <= last + 1) {
      try {
        looking.settle(Objects.requireNonNull(feeds.get(due.feed)), event).await().indefinitely();
      } catch (Database.ConnectionLost e) {
        // left to a later look
      }
      return;
    }
    var held = parked.getOrDefault(key(due.feed, event), new TreeMap<>())
        .headMap(event.aggregateVersion())
        .values()
        .stream()
        .filter(earlier -> earlier.event.epoch() >= event.epoch())
        .mapToInt(earlier -> earlier.event.aggregateVersion())
        .max()
        .orElse(0);
    if (Math.max(last, held) < event.aggregateVersion() - 1) {
      ask.accept(new Request(event.source().replace("/aims/", ""), event.tenant(), event.aggregateId(),
          Math.max(last, held) + 1, event.aggregateVersion() - 1));
    }
  }

  public List<String> deadLetters() {
    return deadLetters;
  }

  public int parked() {
    return parked.values().stream().mapToInt(Map::size).sum() + letGo.size();
  }

  private Database.Transaction transaction() {
    return open.get(Strand.current());
  }

  /** Each call is a transaction of its own, also within another. */
  private <T> Uni<T> in(UUID tenant, Supplier<Uni<T>> work) {
    return Uni.createFrom().item(() -> {
      var transaction = database.begin();
      var outer = open.put(Strand.current(), transaction);
      try {
        var result = work.get().await().indefinitely();
        transaction.commit();
        return result;
      } finally {
        transaction.rollback();
        if (outer == null) {
          open.remove(Strand.current());
        } else {
          open.put(Strand.current(), outer);
        }
      }
    });
  }

  private static String key(String feed, ReceivedEvent event) {
    return prefix(feed, event) + event.aggregateId();
  }

  private static String prefix(String feed, ReceivedEvent event) {
    return feed + " " + event.tenant() + " ";
  }

  private final class Rows implements InboxRows {
    @Override
    public Uni<Progress> lock(String feed, ReceivedEvent event) {
      return now(() -> {
        transaction().lock(key(feed, event));
        return progress(key(feed, event));
      });
    }

    @Override
    public Uni<@Nullable ReceivedEvent> applied(String feed, ReceivedEvent event) {
      var last = new Progress(event.aggregateVersion(), event.id(), event.epoch());
      return now(() -> {
        transaction().statement();
        transaction().write(() -> progress.put(key(feed, event), last));
        return tidy(feed, event, last);
      });
    }

    @Override
    public Uni<@Nullable ReceivedEvent> tidied(String feed, ReceivedEvent event, Progress last) {
      return now(() -> {
        transaction().statement();
        return tidy(feed, event, last);
      });
    }

    private @Nullable ReceivedEvent tidy(String feed, ReceivedEvent event, Progress last) {
      var waiting = parked.getOrDefault(key(feed, event), new TreeMap<>());
      transaction().write(() -> waiting.values()
          .removeIf(each -> each.event.epoch() < last.epoch()
              || each.event.aggregateVersion() <= last.version() && each.event.epoch() == last.epoch()));
      transaction().write(() -> letGo.computeIfPresent(key(feed, event),
          (key, gone) -> gone.epoch() < last.epoch() ? null : gone));
      var next = waiting.get(last.version() + 1);
      return next == null || next.event.epoch() < last.epoch() ? null : next.event;
    }

    @Override
    public Uni<Void> rewind(String feed, ReceivedEvent event) {
      return now(() -> {
        transaction().statement();
        transaction().write(() -> progress.put(key(feed, event),
            new Progress(event.aggregateVersion() - 1, null, event.epoch())));
        return null;
      });
    }

    @Override
    public Uni<Boolean> room(String feed, ReceivedEvent event) {
      return now(() -> {
        transaction().statement();
        return !watched
            || parked.getOrDefault(key(feed, event), new TreeMap<>()).containsKey(event.aggregateVersion())
            || parked.entrySet()
                .stream()
                .filter(aggregate -> aggregate.getKey().startsWith(prefix(feed, event)))
                .mapToInt(aggregate -> aggregate.getValue().size())
                .sum() < MOST_PARKED;
      });
    }

    @Override
    public Uni<Boolean> park(String feed, ReceivedEvent event, @Nullable String news) {
      return now(() -> {
        transaction().statement();
        var present = parked.getOrDefault(key(feed, event), new TreeMap<>()).get(event.aggregateVersion());
        if (present != null && present.event.epoch() >= event.epoch() && !present.event.id().equals(event.id())) {
          return present.event.epoch() > event.epoch();
        }
        transaction().write(() -> parked.computeIfAbsent(key(feed, event), key -> new TreeMap<>())
            .put(event.aggregateVersion(), new Parked(feed, event, world.nanos() + LOOK.toNanos())));
        return true;
      });
    }

    @Override
    public Uni<Void> letGo(String feed, ReceivedEvent event) {
      return now(() -> {
        transaction().statement();
        var earlier = letGo.get(key(feed, event));
        transaction().write(() -> letGo.put(key(feed, event),
            earlier == null ? new LetGo(event) : earlier.with(event)));
        return null;
      });
    }

    @Override
    public Uni<Void> deadLetter(String feed, ReceivedEvent event, String cause) {
      return now(() -> {
        transaction().statement();
        transaction().write(() -> {
          parked.getOrDefault(key(feed, event), new TreeMap<>())
              .values()
              .removeIf(each -> each.event.id().equals(event.id()));
          deadLetters.add(key(feed, event) + " " + event.aggregateVersion() + ": " + cause);
        });
        return null;
      });
    }

    private static <T> Uni<T> now(Supplier<T> step) {
      return Uni.createFrom().item(step);
    }
  }

  /** Tries again under virtual time; a dead process tries nothing. */
  private static final class Pauses implements Retries {
    private static final Duration PAUSE = Duration.ofMillis(50);

    @Override
    public <T> Uni<T> sensibly(Supplier<Uni<T>> attempt) {
      return always(attempt);
    }

    @Override
    public <T> Uni<T> always(Supplier<Uni<T>> attempt) {
      return Uni.createFrom().item(() -> {
        while (true) {
          try {
            return attempt.get().await().indefinitely();
          } catch (Database.ConnectionLost e) {
            Strand.current().pause(PAUSE);
          }
        }
      });
    }
  }
}
