package io.aims.local.bench;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.local.story.FairnessAlert;
import io.aims.local.story.Portal;

/**
 * What lanes are worth: four sources of one organisation deliver more than is processed meanwhile, and what is still kept when
 * the last one is accepted is worked off. The sources share a lane, which the id of each gives, or have one each.
 *
 * <p>Either layout has its turn first and last, so that what drifts meanwhile makes no difference between them.
 */
final class LaneRace {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SOURCES = 4;
  private static final int DELIVERIES = 1_200;
  private static final int ALERTS = 20;
  private static final int SIGNALS = 400;
  private static final int SENDERS = 16;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private final Portal portal;
  private final String org;
  private final Supplier<String> newSystem;

  LaneRace(Portal portal, String org, Supplier<String> newSystem) {
    this.portal = portal;
    this.org = org;
    this.newSystem = newSystem;
  }

  /** A registered source. */
  record Source(String id, String hook) {
    int lane() {
      return (int) UUID.fromString(id).getLeastSignificantBits() & SOURCES - 1;
    }
  }

  /** Registers a source of a system. */
  interface Registry {
    Source register(String system);
  }

  private enum Layout {
    ONE_LANE, FOUR_LANES
  }

  /** What was still kept when all had been accepted, and how long it took to process that. */
  private record Lap(int kept, Duration took) {
    Lap plus(Lap other) {
      return new Lap(kept + other.kept, took.plus(other.took));
    }

    double perSecond() {
      return kept * 1e3 / took.toMillis();
    }
  }

  /** What came of it; {@code ratio} above 1 where four lanes are faster than one. */
  record Outcome(double oneLane, double fourLanes) {
    double ratio() {
      return fourLanes / oneLane;
    }

    @Override
    public String toString() {
      return "%.0f kept deliveries of %d alerts processed per s by one lane, %.0f by four: %.2f times as many"
          .formatted(oneLane, ALERTS, fourLanes, ratio());
    }
  }

  /** Each source is of a system of its own, or all of one, whose incident they share. */
  Outcome over(boolean oneSystem, Registry registry) throws InterruptedException {
    var sources = new EnumMap<Layout, List<Source>>(Layout.class);
    for (var layout : Layout.values()) {
      sources.put(layout, sources(layout, oneSystem, registry));
      lap(sources.get(layout), DELIVERIES / 10);
    }
    var laps = new EnumMap<Layout, Lap>(Layout.class);
    for (var layout : List.of(Layout.ONE_LANE, Layout.FOUR_LANES, Layout.FOUR_LANES, Layout.ONE_LANE)) {
      laps.merge(layout, lap(sources.get(layout), DELIVERIES), Lap::plus);
    }
    return new Outcome(laps.get(Layout.ONE_LANE).perSecond(), laps.get(Layout.FOUR_LANES).perSecond());
  }

  /** Nobody chooses the id of a source: some more are registered than are needed. */
  private List<Source> sources(Layout layout, boolean oneSystem, Registry registry) {
    var shared = newSystem.get();
    var sources = new ArrayList<Source>();
    while (sources.size() < SOURCES) {
      var source = registry.register(oneSystem ? shared : newSystem.get());
      var wanted = layout == Layout.ONE_LANE ? 0 : sources.size();
      if (source.lane() == wanted) {
        sources.add(source);
      }
    }
    return sources;
  }

  private Lap lap(List<Source> sources, int deliveries) throws InterruptedException {
    var began = Instant.now();
    deliver(sources, deliveries);
    var accepted = Instant.now();
    var responder = portal.as("incident-responder", org);
    for (var source : sources) {
      Portal.until(PATIENCE,
          () -> responder.get("/v1/deliveries?state=QUEUED&limit=1&sourceId=" + source.id()),
          answer -> answer.status() == 200 && answer.body().path("items").isEmpty());
    }
    var processed = sources.stream().flatMap(source -> processed(responder, source, began).stream()).toList();
    if (processed.size() != deliveries) {
      throw new IllegalStateException("%d of %d deliveries were processed".formatted(processed.size(), deliveries));
    }
    var kept = processed.stream().filter(at -> at.isAfter(accepted)).toList();
    var last = kept.stream().max(Instant::compareTo).orElse(accepted);
    return new Lap(kept.size(), Duration.between(accepted, last));
  }

  /** Whoever gets no 202 sends the same delivery again, with its key. */
  private void deliver(List<Source> sources, int deliveries) throws InterruptedException {
    var bodies = IntStream.range(0, SIGNALS / ALERTS).mapToObj(LaneRace::body).toList();
    var monitor = portal.as("hook-sender", org);
    var next = new AtomicInteger();
    var sending = new ArrayList<Future<?>>();
    try (var pool = Executors.newFixedThreadPool(SENDERS)) {
      for (var sender = 0; sender < SENDERS; sender++) {
        sending.add(pool.submit(() -> {
          for (var i = next.getAndIncrement(); i < deliveries; i = next.getAndIncrement()) {
            var request = monitor.request(sources.get(i % SOURCES).hook())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "\"" + UUID.randomUUID() + "\"")
                .POST(BodyPublishers.ofString(bodies.get(i / SOURCES % bodies.size())));
            Portal.until(PATIENCE, () -> monitor.send(request), answer -> answer.status() < 500).expect(202);
          }
        }));
      }
    }
    for (var each : sending) {
      try {
        each.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("A sender has given up", e.getCause());
      }
    }
  }

  /** Signals of its own, as the rules of one group of Alertmanager have them. */
  private static String body(int group) {
    try {
      var message = (ObjectNode) JSON.readTree(FairnessAlert.at(Instant.now()).firing());
      var alerts = (ArrayNode) message.get("alerts");
      var first = (ObjectNode) alerts.remove(0);
      for (var i = group * ALERTS; i < (group + 1) * ALERTS; i++) {
        var alert = first.deepCopy().put("fingerprint", "%016x".formatted(i));
        ((ObjectNode) alert.get("labels")).put("protected", "group-" + i);
        alerts.add(alert);
      }
      return JSON.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** When each delivery since {@code began} was processed. */
  private static List<Instant> processed(Portal.Account responder, Source source, Instant began) {
    var times = new ArrayList<Instant>();
    var path = "/v1/deliveries?limit=100&sourceId=" + source.id();
    var page = responder.get(path).expect(200).body();
    while (true) {
      for (var delivery : page.path("items")) {
        if (Instant.parse(delivery.path("receivedAt").asText()).isBefore(began)) {
          return times;
        }
        times.add(Instant.parse(delivery.path("processedAt").asText()));
      }
      var cursor = page.path("nextCursor").asText("");
      if (cursor.isEmpty()) {
        return times;
      }
      page = responder.get(path + "&cursor=" + cursor).expect(200).body();
    }
  }
}
