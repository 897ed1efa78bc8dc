package io.aims.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.local.story.Portal;

/**
 * A real Alertmanager, configured with nothing but what the hook source's set-up page says, reports that an alert fires
 * and that it is over, and comes back by itself while incident-service is down.
 */
class AlertmanagerJourney {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String NOT_OVER = "2100-01-01T00:00:00Z";
  private final RunningStack stack = RunningStack.get();
  private final Portal.Account responder = stack.portal().as("incident-responder", "acme");
  private final Inhabitants acme = new Inhabitants(stack, "acme");

  @Test
  void alerts_arrive_are_resolved_and_survive_our_restart(@TempDir Path folder) throws Exception {
    var program = AlertmanagerProgram.find(stack.distributions());
    var system = acme.register("Alertmanager " + UUID.randomUUID());
    var source = acme.hookSource(system);
    try (var alertmanager = Alertmanager.start(program, configuration(source, folder), folder)) {
      var began = Instant.now().toString();
      alertmanager.post(labels("ParityGapOutOfBounds", system), annotations(), began, NOT_OVER);
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(signals(system)).containsExactly("FIRING"));

      killWhileSomebodySends(source);
      alertmanager.post(labels("ParityGapOfAges", system), annotations(), Instant.now().toString(), NOT_OVER);
      await().atMost(PATIENCE)
          .untilAsserted(() -> assertThat(signals(system)).containsExactly("FIRING", "FIRING"));
      assertThat(alertmanager.failedRequests()).as("positive control: it was refused and came back").isPositive();

      alertmanager.post(labels("ParityGapOutOfBounds", system), annotations(), began, Instant.now().toString());
      await().atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(signals(system)).containsExactlyInAnyOrder("RESOLVED", "FIRING"));
      assertThat(incident(system).path("state").asText()).as("a machine never closes an incident").isEqualTo("TRIAGE");
    }
  }

  /** A sender that goes on, with what is no alert, is answered 503 for a while. */
  private void killWhileSomebodySends(String source) throws Exception {
    var sender = stack.portal().as("hook-sender", "acme");
    var answers = ConcurrentHashMap.<Integer>newKeySet();
    var enough = new AtomicBoolean();
    var sending = Thread.ofVirtual().start(() -> {
      while (!enough.get()) {
        answers.add(sender.post("/v1/hooks/" + source, Map.of()).status());
      }
    });
    stack.run("kill", "incident");
    await().atMost(PATIENCE).until(() -> answers.contains(503));
    enough.set(true);
    sending.join();
  }

  /** What the set-up page says, with the account's secret filled in and shorter pauses. */
  private String configuration(String source, Path folder) throws Exception {
    var engineer = stack.portal().as("platform-engineer", "acme");
    var request = engineer.request("/v1/hook-sources/" + source + "/setup").header("Accept", "application/json").GET();
    var setup = engineer.send(request).expect(200);
    var yaml = setup.body().at("/blocks/0/code").asText();
    var account = acme.hookSender();
    var secret = Files.writeString(folder.resolve("client-secret"), account.secret());
    return yaml.replace("<CLIENT_ID>", account.clientId())
        .replace("<PATH_TO_FILE_WITH_CLIENT_SECRET>", secret.toString())
        .replace("group_wait: 10s", "group_wait: 1s")
        .replace("group_interval: 1m", "group_interval: 2s");
  }

  private static Map<String, String> labels(String name, String system) {
    return Map.of("alertname", name, "ai_system_id", system, "kind", "fairness", "severity", "critical");
  }

  private static Map<String, String> annotations() {
    return Map.of("summary", "The parity gap of credit-xgb is -0.23", "metric", "trustyai_spd", "value", "-0.23",
        "threshold", "-0.1");
  }

  private List<String> signals(String system) {
    return StreamSupport.stream(incident(system).path("signals").spliterator(), false)
        .map(signal -> signal.path("status").asText())
        .toList();
  }

  private JsonNode incident(String system) {
    var found = responder.get("/v1/incidents?systemId=" + system);
    var items = found.body().path("items");
    if (found.status() != 200 || items.isEmpty()) {
      return found.body();
    }
    assertThat(items).hasSize(1);
    return responder.get("/v1/incidents/" + items.get(0).path("id").asText()).body();
  }
}
