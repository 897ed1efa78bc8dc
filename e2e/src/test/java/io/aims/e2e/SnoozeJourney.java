package io.aims.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.local.story.FairnessAlert;
import io.aims.local.story.Portal;

/** Somebody snoozes a signal too long, finds out that it matters, and wants to hear of it again. */
class SnoozeJourney {
  private static final Duration SOON = Duration.ofSeconds(60);
  private final RunningStack stack = RunningStack.get();
  private final Inhabitants acme = new Inhabitants(stack, "acme");
  private final Portal.Account responder = stack.portal().as("incident-responder", "acme");
  private final Portal.Account engineer = stack.portal().as("platform-engineer", "acme");
  private final Portal.Account monitor = stack.portal().as("hook-sender", "acme");

  @Test
  void what_fires_opens_an_incident_once_somebody_wants_to_hear_of_it() {
    var system = acme.register("Snoozed " + UUID.randomUUID());
    var source = acme.hookSource(system);
    var alert = FairnessAlert.at(Instant.now());
    monitor.post("/v1/hooks/" + source, alert.resolved()).expect(202);
    var signal = "/v1/signals/" + stands(source, "RESOLVED");
    engineer.post(signal + "/snooze",
        Map.of("until", Instant.now().plus(20, ChronoUnit.DAYS).toString(), "reason", "A known one")).expect(200);
    monitor.post("/v1/hooks/" + source, alert.firingAgain()).expect(202);
    stands(source, "FIRING");
    var incidents = "/v1/incidents?systemId=" + system;
    assertThat(responder.get(incidents).expect(200).body().path("items")).isEmpty();

    responder.post(signal + "/snooze/ending", Map.of("reason", "It is another one")).expect(200);

    Portal.until(SOON, () -> responder.get(incidents), found -> found.body().path("items").size() == 1);
    assertThat(responder.post(signal + "/snooze/ending", Map.of("reason", "Once more")).expect(409).text())
        .contains("NOT_SNOOZED");
    assertThat(stack.portal()
        .as("internal-auditor", "acme")
        .get(signal + "/history")
        .expect(200)
        .body()
        .path("items")
        .findValuesAsText("type")).containsExactly("aims.incident.signal.snoozed.v1",
            "aims.incident.signal.snooze-ended.v1");
  }

  /** Waits until the one signal of a source stands like that; answers its id. */
  private String stands(String source, String status) {
    return Portal.until(SOON, () -> responder.get("/v1/signals?sourceId=" + source),
        found -> found.body().at("/items/0/status").asText().equals(status))
        .body()
        .at("/items/0/id")
        .asText();
  }
}
