package io.aims.local.bench;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.local.story.FairnessAlert;
import io.aims.local.story.Portal;

/**
 * Monitors that have lost their minds: 10,000 deliveries of 500 signals of 20 systems, each twenty times, in any order. They
 * are one incident for each system, and every delivery counts once.
 */
final class AlertStorm {
  private static final int SIGNALS = 500;
  private static final int TIMES = 20;
  private static final int SENDERS = 16;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private final Portal portal;
  private final String org;

  AlertStorm(Portal portal, String org) {
    this.portal = portal;
    this.org = org;
  }

  /** What came of it. */
  record Outcome(int incidents, int signals, long counted, Duration accepted, Duration processed) {
    @Override
    public String toString() {
      return "%,d deliveries, 95 %% duplicates: accepted in %.1f s, processed %.1f s later: %d incidents, %d signals, %,d counted"
          .formatted(SIGNALS * TIMES, seconds(accepted), seconds(processed), incidents, signals, counted);
    }

    private static double seconds(Duration duration) {
      return duration.toMillis() / 1e3;
    }
  }

  /** Fails when anything of it is lost, doubled, or in an incident too many. */
  Outcome over(List<String> systems, List<String> hooks, Runnable drained) throws InterruptedException {
    var bodies = bodies();
    var deliveries = new ArrayList<Integer>();
    for (var time = 0; time < TIMES; time++) {
      for (var signal = 0; signal < SIGNALS; signal++) {
        deliveries.add(signal);
      }
    }
    Collections.shuffle(deliveries, new Random(1));
    var began = System.nanoTime();
    deliver(deliveries, bodies, hooks);
    var accepted = Duration.ofNanos(System.nanoTime() - began);
    drained.run();
    var processed = Duration.ofNanos(System.nanoTime() - began).minus(accepted);
    var outcome = count(systems, accepted, processed);
    if (outcome.incidents() != systems.size() || outcome.signals() != SIGNALS
        || outcome.counted() != SIGNALS * TIMES) {
      throw new IllegalStateException("The storm went wrong: " + outcome);
    }
    return outcome;
  }

  private static List<String> bodies() {
    var bodies = new ArrayList<String>();
    for (var signal = 0; signal < SIGNALS; signal++) {
      bodies.add(FairnessAlert.at(Instant.now())
          .firing()
          .replace("\"protected\":\"gender\"", "\"protected\":\"group-" + signal + "\"")
          .replace("9c1f0a7e52d3b846", "%016x".formatted(signal)));
    }
    return bodies;
  }

  /** Whoever gets no 202 sends the same delivery again, with its key. */
  private void deliver(List<Integer> deliveries, List<String> bodies, List<String> hooks) throws InterruptedException {
    var monitor = portal.as("hook-sender", org);
    var next = new AtomicInteger();
    var sending = new ArrayList<Future<?>>();
    try (var pool = Executors.newFixedThreadPool(SENDERS)) {
      for (var sender = 0; sender < SENDERS; sender++) {
        sending.add(pool.submit(() -> {
          for (var i = next.getAndIncrement(); i < deliveries.size(); i = next.getAndIncrement()) {
            var signal = deliveries.get(i);
            var request = monitor.request(hooks.get(signal % hooks.size()))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "\"" + UUID.randomUUID() + "\"")
                .POST(BodyPublishers.ofString(bodies.get(signal)));
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

  private Outcome count(List<String> systems, Duration accepted, Duration processed) {
    var responder = portal.as("incident-responder", org);
    var incidents = 0;
    var signals = 0;
    var counted = 0L;
    for (var system : systems) {
      for (var incident : items(responder, "/v1/incidents?limit=100&systemId=" + system)) {
        incidents++;
        for (var signal : items(responder, "/v1/incidents/" + incident.path("id").asText() + "/signals?limit=100")) {
          signals++;
          counted += signal.path("deliveries").asLong();
        }
      }
    }
    return new Outcome(incidents, signals, counted, accepted, processed);
  }

  private static JsonNode items(Portal.Account reader, String path) {
    return reader.get(path).expect(200).body().path("items");
  }
}
