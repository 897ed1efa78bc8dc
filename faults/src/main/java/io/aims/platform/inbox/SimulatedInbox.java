package io.aims.platform.inbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.aims.faults.simulation.Broker;
import io.aims.faults.simulation.Database;
import io.aims.faults.simulation.Strand;
import io.smallrye.mutiny.Uni;

/** The inbox's protocol over a simulated database. */
public final class SimulatedInbox {
  private final Database database;
  private final Map<String, Progress> progress = new HashMap<>();
  private final Map<String, TreeMap<Integer, ReceivedEvent>> parked = new HashMap<>();
  private final List<String> deadLetters = new ArrayList<>();
  private final Map<Strand, Database.Transaction> open = new HashMap<>();
  private final Settling settling;

  public SimulatedInbox(Database database) {
    this.database = database;
    this.settling = new Settling(this::in, new Rows(), new Pauses());
  }

  /** What a feed does with an event, in the transaction that is under way. */
  @FunctionalInterface
  public interface Effect {
    void on(ReceivedEvent event, Database.Transaction transaction);
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
    return message -> {
      var seq = Long.valueOf(message.headers().get("aims-stream-seq"));
      var event = ReceivedEvent.read(message.value(), seq,
          Integer.parseInt(message.headers().get("aims-stream-epoch")));
      return settling.settle(feed, event).await().indefinitely();
    };
  }

  public List<String> deadLetters() {
    return deadLetters;
  }

  public int parked() {
    return parked.values().stream().mapToInt(Map::size).sum();
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
    return feed + " " + event.tenant() + " " + event.aggregateId();
  }

  private final class Rows implements InboxRows {
    @Override
    public Uni<Progress> lock(String feed, ReceivedEvent event) {
      return now(() -> {
        transaction().lock(key(feed, event));
        return progress.getOrDefault(key(feed, event), new Progress(0, null, 1));
      });
    }

    @Override
    public Uni<@Nullable ReceivedEvent> applied(String feed, ReceivedEvent event) {
      return now(() -> {
        transaction().statement();
        var waiting = parked.getOrDefault(key(feed, event), new TreeMap<>());
        transaction().write(() -> {
          progress.put(key(feed, event), new Progress(event.aggregateVersion(), event.id(), event.epoch()));
          waiting.remove(event.aggregateVersion());
        });
        return waiting.get(event.aggregateVersion() + 1);
      });
    }

    @Override
    public Uni<@Nullable ReceivedEvent> tidied(String feed, ReceivedEvent event, Progress last) {
      return now(() -> {
        transaction().statement();
        var waiting = parked.getOrDefault(key(feed, event), new TreeMap<>());
        transaction().write(() -> waiting.headMap(last.version(), true).clear());
        return waiting.get(last.version() + 1);
      });
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
      return now(() -> true);
    }

    @Override
    public Uni<Boolean> park(String feed, ReceivedEvent event, @Nullable String news) {
      return now(() -> {
        transaction().statement();
        transaction().write(() -> parked.computeIfAbsent(key(feed, event), key -> new TreeMap<>())
            .putIfAbsent(event.aggregateVersion(), event));
        return true;
      });
    }

    @Override
    public Uni<Void> letGo(String feed, ReceivedEvent event) {
      throw new IllegalStateException("there is always room");
    }

    @Override
    public Uni<Void> deadLetter(String feed, ReceivedEvent event, String cause) {
      return now(() -> {
        transaction().statement();
        transaction().write(() -> deadLetters.add(key(feed, event) + " " + event.aggregateVersion() + ": " + cause));
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
