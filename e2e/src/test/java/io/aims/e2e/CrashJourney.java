package io.aims.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.aims.local.story.Portal;

/**
 * incident-service dies by kill -9 in the middle of a burst and nobody does anything about it: it comes back, every
 * sender that comes back is served, and what was accepted is there, once, as one incident.
 */
class CrashJourney {
  private static final int HOOKS = 500;
  /** The connection broke: the sender can't know whether its hook was accepted. */
  private static final int UNKNOWN = 0;
  /** Far above what it takes (see docs/performance.md), for machines that are busy with other things. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Set<Integer> COME_BACK = Set.of(UNKNOWN, 502, 503, 504);
  private final RunningStack stack = RunningStack.get();
  private final Portal portal = stack.portal();
  private final Inhabitants acme = new Inhabitants(stack, "acme");

  @Test
  void every_accepted_hook_survives_and_no_second_incident_appears() throws Exception {
    var system = acme.register("Crash " + UUID.randomUUID());
    var source = acme.hookSource(system);
    Set<String> accepted = ConcurrentHashMap.newKeySet();
    var otherAnswers = new ConcurrentLinkedQueue<Integer>();
    var started = new Semaphore(0);

    try (var senders = Executors.newFixedThreadPool(8)) {
      for (var i = 0; i < HOOKS; i++) {
        senders.submit(() -> {
          started.release();
          sendUntilAccepted(source, accepted, otherAnswers);
        });
      }
      started.acquire(HOOKS / 3);
      stack.run("kill", "incident");
      senders.shutdown();
      assertThat(senders.awaitTermination(120, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(otherAnswers).as("positive control: the crash was felt").isNotEmpty();
    assertThat(otherAnswers).as("a sender is asked to come back, never turned away").allMatch(COME_BACK::contains);
    assertThat(accepted).as("everybody who came back was served").hasSize(HOOKS);
    var responder = portal.as("incident-responder", "acme");
    await().atMost(PATIENCE).untilAsserted(() -> {
      var incident = responder.get("/v1/incidents?systemId=" + system).expect(200).body().path("items");
      assertThat(incident).hasSize(1);
      var one = responder.get("/v1/incidents/" + incident.get(0).path("id").asText()).expect(200).body();
      assertThat(one.at("/signals/0/firing").asInt()).isEqualTo(deliveries(source).size());
    });
    assertThat(deliveries(source)).containsAll(accepted);
    var books = new Books(stack);
    books.balance("acme");
    books.verify("acme");
  }

  /** As a sender that is asked to come back does. */
  private void sendUntilAccepted(String source, Set<String> accepted, Queue<Integer> otherAnswers) {
    await().pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(200))
        .atMost(PATIENCE)
        .until(() -> send(source, accepted, otherAnswers));
  }

  private boolean send(String source, Set<String> accepted, Queue<Integer> otherAnswers) {
    try {
      var answer = portal.as("hook-sender", "acme").post("/v1/hooks/" + source, acme.alert());
      if (answer.status() == 202) {
        accepted.add(answer.body().path("deliveryId").asText());
        return true;
      }
      otherAnswers.add(answer.status());
    } catch (UncheckedIOException e) {
      otherAnswers.add(UNKNOWN);
    }
    return false;
  }

  private Set<String> deliveries(String source) {
    var ids = new TreeSet<String>();
    var cursor = "";
    do {
      var page = portal.as("incident-responder", "acme")
          .get("/v1/deliveries?sourceId=" + source + "&limit=200" + cursor)
          .expect(200)
          .body();
      page.path("items").forEach(d -> ids.add(d.path("id").asText()));
      cursor = page.hasNonNull("nextCursor") ? "&cursor=" + page.path("nextCursor").asText() : "";
    } while (!cursor.isEmpty());
    return ids;
  }
}
