package io.aims.faults.run;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.aims.faults.load.ClientLog;
import io.aims.faults.load.Load;
import io.aims.faults.load.Outcome;
import io.aims.faults.proxy.Weather;
import io.aims.faults.stack.StackUnderTest;
import io.aims.local.engine.ServiceCatalogue;

/**
 * Kafka is away for minutes while clients go on: hooks are still accepted, changes wait in the databases, and when Kafka is
 * back, they arrive much faster than new ones come.
 */
public final class Outage implements Scenario {
  /** How much faster the backlog has to drain than it grew. */
  private static final double DRAIN = 3;
  private static final double ACCEPTED_PERCENT = 99;
  private static final int HOOKS_PER_MINUTE = 600;
  private static final int CHANGES_PER_MINUTE = 120;
  private static final Duration BEFORE = Duration.ofSeconds(10);
  private static final Duration AFTERWARDS = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private final Duration length;
  private final Way way;
  private final Map<String, Double> figures = new LinkedHashMap<>();
  private final List<String> breaches = new ArrayList<>();

  /** In which way Kafka is away. */
  private enum Way {
    /** Nobody listens where it was. */
    REFUSED {
      @Override
      void begin(StackUnderTest stack) {
        StackUnderTest.SERVICES.forEach(service -> {
          stack.ways(service).kafka().weather(Weather.REFUSING);
          stack.ways(service).kafka().cut();
        });
      }

      @Override
      void end(StackUnderTest stack) {
        stack.calm();
      }
    },
    /** Connections stay open with nothing behind them. */
    SILENT {
      @Override
      void begin(StackUnderTest stack) {
        StackUnderTest.SERVICES.forEach(service -> stack.ways(service).kafka().weather(Weather.SILENT));
      }

      @Override
      void end(StackUnderTest stack) {
        stack.calm();
      }
    },
    /** The process is stopped and takes connections that it does not answer. */
    STOPPED {
      @Override
      void begin(StackUnderTest stack) throws Exception {
        stack.signal("kafka", "STOP");
      }

      @Override
      void end(StackUnderTest stack) throws Exception {
        stack.signal("kafka", "CONT");
      }
    };

    abstract void begin(StackUnderTest stack) throws Exception;

    abstract void end(StackUnderTest stack) throws Exception;
  }

  /** @param minutes for how long Kafka is away */
  public Outage(long seed, int minutes) {
    this.length = Duration.ofMinutes(minutes);
    this.way = Way.values()[Math.floorMod(seed, Way.values().length)];
  }

  @Override
  public String name() {
    return "Kafka %s for %d min".formatted(way, length.toMinutes());
  }

  @Override
  public Load.Plan plan() {
    var whole = BEFORE.plus(length).plus(AFTERWARDS);
    var minutes = whole.toSeconds() / 60.0;
    return new Load.Plan((int) (HOOKS_PER_MINUTE * minutes), 1, 4, (int) (CHANGES_PER_MINUTE * minutes), whole);
  }

  /** What stands in the databases at one moment. */
  private record Standing(long nanos, long events, long waiting, long entered) {
    static Standing of(StackUnderTest stack) throws SQLException {
      var events = 0L;
      var waiting = 0L;
      for (var context : List.of("inventory", "risk", "incident", "audit")) {
        events += number(stack, context, "select count(*) from event");
        waiting += number(stack, context, "select count(*) from outbox");
      }
      return new Standing(System.nanoTime(), events, waiting,
          number(stack, "audit", "select count(*) from ledger_entry"));
    }

    private static long number(StackUnderTest stack, String context, String sql) throws SQLException {
      try (var connection = stack.database("aims_" + context);
          var row = connection.createStatement().executeQuery(sql)) {
        row.next();
        return row.getLong(1);
      }
    }

    double seconds(Standing earlier) {
      return (nanos - earlier.nanos) / 1e9;
    }

    long sent() {
      return events - waiting;
    }
  }

  @Override
  public List<Recovery> play(StackUnderTest stack, Load load) throws Exception {
    Thread.sleep(BEFORE);
    var before = Standing.of(stack);
    var told = outcomes(load);
    way.begin(stack);
    try {
      Thread.sleep(length);
    } finally {
      told = minus(outcomes(load), told);
      way.end(stack);
    }
    var back = Standing.of(stack);
    var recovery = Recoveries.measure("Kafka " + way, ServiceCatalogue.INCIDENT, load, back.nanos());
    var arrival = (back.events() - before.events()) / back.seconds(before);
    hooks(told);
    figures.put("eventsPerSecond", rounded(arrival));
    figures.put("backlog", (double) back.waiting());
    drained(stack, back, Math.max(0, before.entered() - before.events()), arrival);
    return List.of(recovery.get());
  }

  private void hooks(Map<Outcome, Long> told) {
    var all = told.values().stream().mapToLong(Long::longValue).sum();
    var accepted = told.getOrDefault(Outcome.ACCEPTED, 0L);
    figures.put("hooksPerSecond", rounded(all / (double) length.toSeconds()));
    figures.put("hooksAcceptedPercent", rounded(100.0 * accepted / Math.max(1, all)));
    if (all == 0 || accepted * 100.0 / all < ACCEPTED_PERCENT) {
      breaches.add("hooks are accepted without Kafka: %d of %d were".formatted(accepted, all));
    }
  }

  /**
   * Waits until as many events are sent, and then in the ledger, as there were when Kafka came back.
   *
   * @param strangers entries of the ledger that are no service's events
   */
  private void drained(StackUnderTest stack, Standing back, long strangers, double arrival) throws Exception {
    var deadline = back.nanos() + PATIENCE.toNanos();
    var wanted = back.events() + strangers;
    var now = back;
    var sent = back;
    while (now.nanos() - deadline < 0 && now.entered() < wanted) {
      Thread.sleep(200);
      now = Standing.of(stack);
      if (sent == back && now.sent() >= back.events()) {
        sent = now;
      }
    }
    if (now.entered() < wanted) {
      breaches.add("the backlog drains: %d events wait and %d are not in the ledger %d s after Kafka is back".formatted(
          now.waiting(), wanted - now.entered(), Math.round(now.seconds(back))));
      return;
    }
    figures.put("sentAfterSeconds", rounded(sent.seconds(back)));
    figures.put("sentPerSecond", rounded((sent.sent() - back.sent()) / sent.seconds(back)));
    figures.put("enteredAfterSeconds", rounded(now.seconds(back)));
    var drain = (now.entered() - back.entered()) / now.seconds(back);
    figures.put("enteredPerSecond", rounded(drain));
    figures.put("timesAsFast", rounded(drain / arrival));
    if (drain < DRAIN * arrival) {
      breaches.add("the backlog drains: %.1f events/s enter the ledger, %.1f/s were written".formatted(drain, arrival));
    }
  }

  private static Map<Outcome, Long> outcomes(Load load) {
    return load.log()
        .hooks()
        .stream()
        .collect(Collectors.groupingBy(ClientLog.Hook::outcome, Collectors.counting()));
  }

  private static Map<Outcome, Long> minus(Map<Outcome, Long> now, Map<Outcome, Long> before) {
    var since = new LinkedHashMap<>(now);
    before.forEach((outcome, count) -> since.merge(outcome, -count, Long::sum));
    return since;
  }

  private static double rounded(double figure) {
    return Math.round(figure * 10) / 10.0;
  }

  @Override
  public List<String> breaches() {
    return List.copyOf(breaches);
  }

  @Override
  public Map<String, Double> figures() {
    return new LinkedHashMap<>(figures);
  }
}
