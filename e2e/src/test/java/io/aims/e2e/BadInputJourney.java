package io.aims.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

import io.aims.local.story.Answer;
import io.aims.local.story.Portal;

/**
 * Every write that the API documents, given nonsense by somebody who may do it: refused because of what was sent, nothing
 * half-written, nothing of our inside.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputJourney {
  private static final List<String> NONSENSE = List.of("", "{", "[]", "null", "\"text\"", "{\"\\u0000\":1}",
      "{\"unheardOf\":true}",
      "{\"reason\":5}", "{\"name\":\"a\",\"name\":\"b\"}", "[".repeat(100) + "]".repeat(100));
  private static final Duration QUOTA = Duration.ofMinutes(2);
  private final RunningStack stack = RunningStack.get();
  private final Portal portal = stack.portal();
  private final Books books = new Books(stack);
  private final Inhabitants acme = new Inhabitants(stack, "acme");

  @BeforeAll
  void something_is_there_that_could_be_spoiled() {
    acme.settle();
  }

  @TestFactory
  Stream<DynamicTest> nonsense_is_refused_clearly_everywhere() {
    return writes().map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> {
      var before = books.eventsByPeople();
      for (var nonsense : NONSENSE) {
        var answer = ask(operation, nonsense);

        assertThat(answer.status()).as("%s with %s: %s", operation, nonsense, answer.text()).isIn(400, 422);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).as("%s with %s", operation, nonsense)
            .startsWith("application/problem+json");
        assertThat(answer.body().path("type").asText()).startsWith("urn:aims:problem:");
        assertThat(answer.text()).doesNotContain("io.aims", "java.", "Exception", "jackson", "select ",
            "127.0.0.1");
      }
      assertThat(books.eventsByPeople()).as("nothing is half-written").isEqualTo(before);
    }));
  }

  @Test
  void the_document_knows_the_writes_of_all_services() {
    assertThat(writes()).extracting(Operation::path)
        .contains("/v1/ai-systems", "/v1/risks", "/v1/risk-proposals/{id}/acceptance",
            "/v1/control-proposals/{id}/acceptance", "/v1/control-proposals/{id}/decline",
            "/v1/hook-sources", "/v1/nonconformities", "/v1/evidence-packs",
            "/v1/concerns", "/v1/organisations/{alias}/concerns", "/v1/concerns/follow-up", "/v1/concern-channel",
            "/v1/concerns/mine/{id}/messages", "/v1/concerns/{id}/exclusions", "/v1/monitoring-plans",
            "/v1/monitoring-plans/{plan}/rounds/{id}/findings",
            "/v1/monitoring-plans/{plan}/rounds/{id}/incident-opening", "/v1/incidents", "/v1/incidents/{id}/merge",
            "/v1/incidents/{id}/timeline", "/v1/incidents/{incident}/communications",
            "/v1/incidents/{incident}/authority-reports",
            "/v1/incidents/{incident}/authority-reports/{id}/withdrawal", "/v1/incidents/{incident}/seriousness",
            "/v1/incident-tasks", "/v1/maintenance-windows", "/v1/signals/{id}/snooze",
            "/v1/signals/{id}/snooze/ending", "/v1/signals/rules/{source}",
            "/v1/signals/{id}/incident", "/v1/opening-rules", "/v1/clock-rules", "/v1/escalation-policies",
            "/v1/on-call-rotas", "/v1/on-call-rotas/{id}", "/v1/on-call-rotas/{id}/substitutions",
            "/v1/on-call-rotas/{id}/substitutions/{substitutionId}/withdrawal", "/v1/on-call-rotas/{id}/retirement",
            "/v1/deliveries/{id}/replay", "/v1/deliveries/{id}/redaction", "/v1/notifications/test",
            "/v1/hook-sources/{source}/credentials", "/v1/hook-sources/{source}/credentials/{id}/retirement",
            "/v1/hook-sources/{id}/mapping", "/v1/hook-sources/{id}/mapping/preview",
            "/v1/hook-sources/{id}/mapping/replay", "/v1/hook-sources/{id}/binding", "/v1/hook-sources/{id}/sharing",
            "/v1/unmapped-signals/{id}/assignment", "/v1/unmapped-signals/{id}/dismissal",
            "/v1/hooks/{source}", "/v1/action-proposals/{id}/acceptance", "/v1/nonconformities/{id}/recurrence",
            "/v1/feeds/inventory/{feed}/rebuild", "/v1/dead-letters/risk/{id}/redrive");
  }

  /** A role that the document names; where none is asked for, a sender of hooks, who is nobody elsewhere. */
  private Answer ask(Operation operation, String body) {
    var account = portal.as(operation.roles().isEmpty() ? "hook-sender" : operation.roles().getFirst(), "acme");
    var path = operation.with(place -> acme.has(place) ? acme.idIn(place) : UUID.randomUUID().toString());
    return Portal.until(QUOTA, () -> account.send(account.request(path)
        .header("Content-Type", operation.mediaType())
        .header("If-Match", operation.method().equals("PATCH") ? account.get(path).expect(200).etag() : "\"1\"")
        .method(operation.method(), BodyPublishers.ofString(body))), answer -> answer.status() != 429);
  }

  private Stream<Operation> writes() {
    return Operation.all(portal)
        .stream()
        .filter(operation -> !operation.reads()
            && !operation.method().equals("DELETE"));
  }
}
