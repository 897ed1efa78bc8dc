package io.aims.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.aims.local.story.Answer;
import io.aims.local.story.Portal;

/** Whoever passes on what an answer has shown sees nothing older at any other service, from the first request on. */
class ReadYourWritesJourney {
  private static final String ORG = "acme";
  private static final Duration SOON = Duration.ofSeconds(30);
  private final RunningStack stack = RunningStack.get();
  private final Portal.Account officer = stack.portal().as("governance-officer", ORG);
  private String system;
  private String shown;

  @BeforeEach
  void a_system_is_registered_and_seen_where_it_lives() {
    system = new Inhabitants(stack, ORG).register("Read at once " + UUID.randomUUID());
    shown = officer.get("/v1/ai-systems/" + system).expect(200).headers().firstValue("Aims-Version").orElseThrow();
  }

  @Test
  void the_first_list_that_the_risk_service_shows_has_its_assessment() {
    var first = Portal.until(SOON, () -> after("/v1/risk-assessments?systemId=" + system), a -> a.status() != 503);

    assertThat(first.expect(200).body().path("items")).hasSize(1);
  }

  @Test
  void the_first_overview_that_shows_an_assessment_shows_this_one() {
    var first = Portal.until(SOON, () -> after("/v1/ai-systems/" + system + "/overview"),
        a -> a.body().at("/riskAssessment/status").asText().equals("ok"));

    assertThat(first.body().at("/riskAssessment/reference").asText()).isNotEmpty();
  }

  private Answer after(String path) {
    return officer.send(officer.request(path).header("Aims-After", shown).GET());
  }
}
