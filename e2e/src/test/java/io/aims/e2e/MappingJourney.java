package io.aims.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.local.story.Portal;

/** A rule of a shared monitor meant the wrong system: put right and replayed, its incident is where the model misbehaves. */
class MappingJourney {
  private static final Duration SOON = Duration.ofSeconds(40);
  private final RunningStack stack = RunningStack.get();
  private final Inhabitants acme = new Inhabitants(stack, "acme");
  private final Portal.Account responder = stack.portal().as("incident-responder", "acme");
  private final Portal.Account engineer = stack.portal().as("platform-engineer", "acme");
  private final Portal.Account monitor = stack.portal().as("hook-sender", "acme");
  private String wrong;
  private String right;
  private String source;

  @BeforeEach
  void a_rule_means_the_wrong_system() {
    wrong = acme.register("Mistaken " + UUID.randomUUID());
    right = acme.register("Meant " + UUID.randomUUID());
    source = acme.shared();
    map(wrong);
  }

  @Test
  void what_was_counted_for_the_wrong_system_is_counted_for_the_right_one() {
    monitor.post("/v1/hooks/" + source, acme.alert()).expect(202);
    monitor.post("/v1/hooks/" + source, acme.alert()).expect(202);
    var mistaken = openOf(wrong);
    counted(mistaken, 2);
    var version = map(right);

    assertThat(replay("globex", version)).isEqualTo(404);
    assertThat(replay("acme", 1)).isEqualTo(412);
    assertThat(replay("acme", version)).isEqualTo(202);

    var ended = ended();
    assertThat(ended.at("/figures/moved").asInt()).isEqualTo(1);
    assertThat(ended.at("/figures/firing").asInt()).isEqualTo(1);
    assertThat(responder.get("/v1/hook-sources/" + source + "/history").expect(200).text())
        .contains("aims.incident.hook-source.mapping-replay-ended.v1");
    counted(openOf(right), 2);
    assertThat(signals(mistaken)).isEmpty();
    assertThat(responder.get("/v1/incidents/" + mistaken).expect(200).body().path("state").asText())
        .as("no machine ends an incident")
        .isEqualTo("TRIAGE");
    assertThat(responder.get("/v1/incidents/" + mistaken + "/timeline").expect(200).text())
        .contains("left for other systems");
  }

  @Test
  void a_source_that_is_bound_instead_counts_for_its_system_and_keeps_its_rules() {
    monitor.post("/v1/hooks/" + source, acme.alert()).expect(202);
    var mistaken = openOf(wrong);
    counted(mistaken, 1);

    var bound = Portal.until(SOON, () -> engineer.post("/v1/hook-sources/" + source + "/binding",
        engineer.get("/v1/hook-sources/" + source).expect(200).etag(),
        Map.of("systemId", right, "reason", "one team runs it")), answer -> answer.status() == 200).body();
    monitor.post("/v1/hooks/" + source, acme.alert()).expect(202);

    counted(openOf(right), 1);
    assertThat(replay("acme", bound.path("version").asInt())).isEqualTo(202);
    assertThat(ended().at("/figures/moved").asInt()).isEqualTo(1);
    counted(openOf(right), 2);
    assertThat(signals(mistaken)).isEmpty();
    var mapping = responder.get("/v1/hook-sources/" + source + "/mapping").expect(200).body();
    assertThat(mapping.path("shared").asBoolean()).isFalse();
    assertThat(mapping.at("/rules/0/systemId").asText()).isEqualTo(wrong);
  }

  private int map(String system) {
    var mapping = "/v1/hook-sources/" + source + "/mapping";
    return Portal.until(SOON, () -> {
      var request = responder.request(mapping)
          .header("Content-Type", "application/json")
          .header("If-Match", responder.get(mapping).expect(200).etag());
      return responder.send(request.PUT(Portal.json(Map.of("rules",
          List.of(Map.of("by", "MODEL_REF", "matches", "credit-*", "systemId", system)), "reason",
          "told by the team"))));
    }, answer -> answer.status() == 200).body().path("version").asInt();
  }

  private int replay(String org, int version) {
    return stack.portal()
        .as("incident-responder", org)
        .post("/v1/hook-sources/" + source + "/mapping/replay", "\"" + version + "\"",
            Map.of("reason", "the rule meant another system"))
        .status();
  }

  /** The replay, once it is done. */
  private JsonNode ended() {
    return Portal.until(SOON, () -> responder.get("/v1/hook-sources/" + source + "/mapping/replay"),
        answer -> answer.status() == 200 && answer.body().path("state").asText().equals("DONE")).body();
  }

  private String openOf(String system) {
    return Portal.until(SOON, () -> responder.get("/v1/incidents?open=true&systemId=" + system),
        answer -> answer.status() == 200 && !answer.body().path("items").isEmpty()).body().at("/items/0/id").asText();
  }

  private void counted(String incident, int firing) {
    Portal.until(SOON, () -> responder.get("/v1/incidents/" + incident + "/signals"),
        answer -> answer.status() == 200 && answer.body().at("/items/0/firing").asInt() == firing);
  }

  private JsonNode signals(String incident) {
    return responder.get("/v1/incidents/" + incident + "/signals").expect(200).body().path("items");
  }
}
