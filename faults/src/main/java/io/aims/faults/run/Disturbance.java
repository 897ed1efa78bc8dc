package io.aims.faults.run;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;

import io.aims.faults.load.Load;
import io.aims.faults.load.Org;
import io.aims.faults.proxy.Weather;
import io.aims.faults.run.Scenario.Recovery;
import io.aims.faults.stack.StackUnderTest;
import io.aims.local.engine.ServiceCatalogue;
import io.aims.local.stack.Trouble;
import io.aims.local.story.Portal;

/** The kinds of faults that a storm is made of. */
enum Disturbance {
  /** {@code kill -9}, and the supervisor starts it again. */
  KILL(List.of("inventory-service", "risk-service", "incident-service", "audit-service", "gateway", "postgres",
      "kafka", Disturbance.KEYCLOAK, Disturbance.MAIL), 0, 0) {
    @Override
    void act(Place place) throws Exception {
      place.stack().kill(place.target());
      var recovery = place.measure(this);
      place.stack().awaitRevival(place.target());
      place.recovered(recovery.get());
    }
  },
  /** Told to stop, as with every new version; the supervisor starts it again. It is measured from its end on. */
  STOP(List.of("inventory-service", "risk-service", "incident-service", "audit-service", "gateway", "kafka",
      Disturbance.MAIL), 0, 0) {
    @Override
    void act(Place place) throws Exception {
      place.stack().stopOrderly(place.target());
      var recovery = place.measure(this);
      place.stack().awaitRevival(place.target());
      place.recovered(recovery.get());
    }
  },
  /** Stopped and let go on: longer than the relay's lease, sometimes longer than the consumers' session. */
  FREEZE(List.of("inventory-service", "risk-service", "incident-service", "audit-service", "kafka", Disturbance.MAIL),
      2_000, 7_500) {
    @Override
    void act(Place place) throws Exception {
      place.stack().signal(place.target(), "STOP");
      place.hold();
      place.stack().signal(place.target(), "CONT");
    }
  },
  /** Consumers leave and come back, over and over. */
  REBALANCE(List.of("risk-service", "incident-service", "audit-service"), 7_000, 9_000) {
    @Override
    void act(Place place) throws Exception {
      for (var i = 0; i < 2; i++) {
        place.stack().signal(place.target(), "STOP");
        Thread.sleep(place.millis() * 4 / 5);
        place.stack().signal(place.target(), "CONT");
        Thread.sleep(300);
      }
    }
  },
  /** An administrator ends all connections of a database. */
  TERMINATE(services(), 200, 1_500) {
    @Override
    void act(Place place) throws Exception {
      var until = System.nanoTime() + place.millis() * 1_000_000L;
      while (System.nanoTime() < until) {
        try (var connection = place.stack().database("postgres"); var statement = connection.createStatement()) {
          statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'aims_%s'"
              .formatted(place.context()));
        }
        Thread.sleep(100);
      }
    }
  },
  /** Every connection of the pool is taken: what needs the event log waits for a lock. */
  EXHAUST(services(), 1_000, 5_000) {
    @Override
    void act(Place place) throws Exception {
      try (var connection = place.stack().database("aims_" + place.context());
          var statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.execute("set lock_timeout = '5s'");
        statement.execute("lock table outbox in access exclusive mode");
        place.hold();
        connection.rollback();
      } catch (java.sql.SQLException e) {
        // another fault was faster; it counts as this one's
      }
    }
  },
  SLOW(services(), 2_000, 5_000) {
    @Override
    void act(Place place) throws Exception {
      place.weather(Weather.slow(Duration.ofMillis(15)));
    }
  },
  NARROW(services(), 2_000, 5_000) {
    @Override
    void act(Place place) throws Exception {
      place.weather(Weather.narrow(60_000));
    }
  },
  /** Connections stay open with nothing behind them. */
  HALF_OPEN(services(), 1_500, 7_000) {
    @Override
    void act(Place place) throws Exception {
      place.weather(Weather.SILENT);
    }
  },
  HALF_OPEN_POSTGRES(services(), 1_500, 7_000) {
    @Override
    void act(Place place) throws Exception {
      place.stack().ways(place.service()).postgres().weather(Weather.SILENT);
      place.hold();
      place.stack().ways(place.service()).postgres().weather(Weather.FAIR);
    }
  },
  HALF_OPEN_KAFKA(services(), 1_500, 12_000) {
    @Override
    void act(Place place) throws Exception {
      place.stack().ways(place.service()).kafka().weather(Weather.SILENT);
      place.hold();
      place.stack().ways(place.service()).kafka().weather(Weather.FAIR);
    }
  },
  /** PostgreSQL falls silent, and the service dies while it waits. */
  SILENT_DEATH(services(), 6_000, 9_000) {
    @Override
    void act(Place place) throws Exception {
      place.stack().ways(place.service()).postgres().weather(Weather.SILENT);
      place.hold();
      place.stack().kill(place.target());
      place.stack().ways(place.service()).postgres().weather(Weather.FAIR);
      var recovery = place.measure(this);
      place.stack().awaitRevival(place.target());
      place.recovered(recovery.get());
    }
  },
  /** Connections are reset, and for a while new ones as well. */
  CUT(services(), 0, 3_000) {
    @Override
    void act(Place place) throws Exception {
      place.stack().ways(place.service()).weather(Weather.REFUSING);
      place.stack().ways(place.service()).postgres().cut();
      place.stack().ways(place.service()).kafka().cut();
      place.hold();
      place.stack().ways(place.service()).weather(Weather.FAIR);
    }
  },
  /** The clock of one service is ten minutes ahead or behind, and then right again. */
  CLOCK(services(), 1_000, 5_000) {
    @Override
    void act(Place place) throws Exception {
      var minutes = place.millis() % 2 == 0 ? 10 : -10;
      place.stack().jumpClock(place.target(), minutes * 60_000L);
      place.hold();
      place.stack().jumpClock(place.target(), 0);
    }
  },
  /** Bytes that are no event, events that are not ours, and one of ours whose content nobody can use. */
  POISON(services(), 0, 0) {
    @Override
    void act(Place place) throws Exception {
      place.strangers().addAll(Poison.put(place.stack().kafka(), place.context()));
    }
  },
  /** Whoever dies while Keycloak is away starts without the keys by which tokens are checked, and waits for them. */
  NO_KEYS(List.of("inventory-service", "risk-service", "incident-service", "audit-service", "gateway"), 4_000, 7_000) {
    @Override
    void act(Place place) throws Exception {
      alone(Disturbance.KEYCLOAK, () -> {
        place.stack().kill(place.target());
        place.stack().kill(Disturbance.KEYCLOAK);
        place.stack().awaitStart(Disturbance.KEYCLOAK);
        place.stack().signal(Disturbance.KEYCLOAK, "STOP");
        try {
          place.stack().awaitStart(place.target());
          place.hold();
        } finally {
          place.stack().signal(Disturbance.KEYCLOAK, "CONT");
        }
        var recovery = place.measure(this);
        place.stack().awaitRevival(Disturbance.KEYCLOAK);
        place.stack().awaitRevival(place.target());
        place.recovered(recovery.get());
      });
    }
  },
  /** The mail server takes mails and does not answer; who has sent them dies, or the mail server itself. */
  NO_RECEIPT(List.of("incident-service", Disturbance.MAIL), 2_500, 6_000) {
    @Override
    void act(Place place) throws Exception {
      alone(Disturbance.MAIL, () -> {
        place.stack().signal(Disturbance.MAIL, "STOP");
        place.hold();
        place.stack().kill(place.target());
        var recovery = place.measure(this);
        if (!place.target().equals(Disturbance.MAIL)) {
          place.stack().signal(Disturbance.MAIL, "CONT");
        }
        place.stack().awaitRevival(place.target());
        place.recovered(recovery.get());
      });
    }
  };

  private static final String KEYCLOAK = "keycloak";
  private static final String MAIL = "mail";
  private static final Function<String, ReentrantLock> LOCKS = new Function<>() {
    private final ConcurrentHashMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    @Override
    public ReentrantLock apply(String target) {
      return locks.computeIfAbsent(target, t -> new ReentrantLock());
    }
  };
  private final List<String> targets;
  private final int shortest;
  private final int longest;

  Disturbance(List<String> targets, int shortest, int longest) {
    this.targets = targets;
    this.shortest = shortest;
    this.longest = longest;
  }

  private static List<String> services() {
    return Stream.of("inventory", "risk", "incident", "audit").map(context -> context + "-service").toList();
  }

  List<String> targets() {
    return targets;
  }

  int length(Random random) {
    return shortest + random.nextInt(longest - shortest + 1);
  }

  abstract void act(Place place) throws Exception;

  /** One fault after the other at the same target: who is dead can't be frozen. */
  Recovery strike(Place place) throws Exception {
    alone(place.target(), () -> act(place));
    return place.recovery != null ? place.recovery : place.measure(this).get();
  }

  /** What is done to somebody while nobody else does anything to him. */
  private interface Deed {
    void act() throws Exception;
  }

  private static void alone(String target, Deed deed) throws Exception {
    var lock = LOCKS.apply(target);
    lock.lockInterruptibly();
    try {
      deed.act();
    } finally {
      lock.unlock();
    }
  }

  /** Where and how long a fault strikes. */
  static final class Place {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private final StackUnderTest stack;
    private final Load load;
    private final String target;
    private final int millis;
    private final Set<UUID> strangers;
    private @org.jspecify.annotations.Nullable Recovery recovery;

    Place(StackUnderTest stack, Load load, String target, int millis, Set<UUID> strangers) {
      this.stack = stack;
      this.load = load;
      this.target = target;
      this.millis = millis;
      this.strangers = strangers;
    }

    StackUnderTest stack() {
      return stack;
    }

    Load load() {
      return load;
    }

    String target() {
      return target;
    }

    int millis() {
      return millis;
    }

    Set<UUID> strangers() {
      return strangers;
    }

    void hold() throws InterruptedException {
      Thread.sleep(millis);
    }

    void weather(Weather weather) throws InterruptedException {
      stack.ways(service()).weather(weather);
      hold();
      stack.ways(service()).weather(Weather.FAIR);
    }

    String context() {
      return target.replace("-service", "");
    }

    /** The service through which it is felt: hooks are what an engine is judged by. */
    ServiceCatalogue service() {
      return Stream.of(ServiceCatalogue.values())
          .filter(service -> service.module().equals(target))
          .findFirst()
          .orElse(ServiceCatalogue.INCIDENT);
    }

    java.util.concurrent.CompletableFuture<Recovery> measure(Disturbance kind) {
      var what = kind + " of " + target;
      var since = System.nanoTime();
      return switch (target) {
        case KEYCLOAK -> {
          var withoutTokens = stack.portal();
          yield Recoveries.measure(what, () -> signsIn(withoutTokens), since);
        }
        case MAIL -> Recoveries.measure(what, this::greets, since);
        default -> Recoveries.measure(what, service(), load, since);
      };
    }

    private boolean greets() {
      try {
        return stack.isReady(MAIL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    private static boolean signsIn(Portal portal) {
      try {
        var somebody = portal.as("risk-owner", Org.GLOBEX.alias());
        return somebody.send(somebody.request("/v1/risks?limit=1").timeout(PATIENCE).GET()).status() == 200;
      } catch (UncheckedIOException | Trouble e) {
        return false;
      }
    }

    void recovered(Recovery measured) {
      recovery = measured;
    }
  }
}
