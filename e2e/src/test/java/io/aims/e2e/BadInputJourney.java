package io.aims.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.local.story.Answer;
import io.aims.local.story.Portal;

/** Every write that the API documents, given nonsense: a clear problem, nothing half-written, nothing of our inside. */
class BadInputJourney {
  private static final List<String> NONSENSE = List.of("", "{", "[]", "null", "\"text\"", "{\"\\u0000\":1}",
      "{\"unheardOf\":true}",
      "{\"reason\":5}", "{\"name\":\"a\",\"name\":\"b\"}", "[".repeat(100) + "]".repeat(100));
  private static final List<String> ROLES = List.of("governance-officer", "incident-responder", "risk-owner",
      "internal-auditor", "hook-sender", "concern-handler");
  private final RunningStack stack = RunningStack.get();
  private final Portal portal = stack.portal();

  record Operation(String method, String path, String mediaType) {}

  @TestFactory
  Stream<DynamicTest> nonsense_is_refused_clearly_everywhere() {
    return operations().stream()
        .map(operation -> DynamicTest.dynamicTest(operation.method() + " " + operation.path(), () -> {
          var path = operation.path().replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
          var before = eventsByPeople();
          for (var nonsense : NONSENSE) {
            var answer = ask(operation, path, nonsense);

            assertThat(answer.status()).as("%s with %s: %s", operation, nonsense, answer.text()).isBetween(400, 499);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).as("%s with %s", operation, nonsense)
                .startsWith("application/problem+json");
            assertThat(answer.body().path("type").asText()).startsWith("urn:aims:problem:");
            assertThat(answer.text()).doesNotContain("io.aims", "java.", "Exception", "jackson", "select ",
                "127.0.0.1");
          }
          assertThat(eventsByPeople()).as("nothing is half-written").isEqualTo(before);
        }));
  }

  @Test
  void the_document_knows_the_writes_of_all_services() {
    assertThat(operations()).extracting(Operation::path)
        .contains("/v1/ai-systems", "/v1/risks", "/v1/hook-sources",
            "/v1/nonconformities", "/v1/evidence-packs");
  }

  private long eventsByPeople() throws Exception {
    var count = 0L;
    for (var context : List.of("inventory", "risk", "incident", "audit")) {
      try (var worker = stack.database(context, "worker");
          var row = worker.createStatement()
              .executeQuery("select count(*) from event where actor not like 'service:%'")) {
        row.next();
        count += row.getLong(1);
      }
    }
    return count;
  }

  /** The first role that is allowed to; when none is, the refusal of the last one. */
  private Answer ask(Operation operation, String path, String body) {
    Answer answer = null;
    for (var role : ROLES) {
      var account = portal.as(role, "acme");
      answer = account.send(account.request(path)
          .header("Content-Type", operation.mediaType())
          .header("If-Match", "\"1\"")
          .method(operation.method(), BodyPublishers.ofString(body)));
      if (answer.status() != 403) {
        return answer;
      }
    }
    return answer;
  }

  private List<Operation> operations() {
    var operations = new ArrayList<Operation>();
    JsonNode paths = portal.as("governance-officer", "acme").get("/v1/openapi.json").expect(200).body().path("paths");
    paths.properties().forEach(path -> path.getValue().properties().forEach(method -> {
      if (List.of("post", "put", "patch").contains(method.getKey())) {
        var media = method.getKey().equals("patch") ? "application/merge-patch+json" : "application/json";
        operations.add(new Operation(method.getKey().toUpperCase(), path.getKey(), media));
      }
    }));
    return operations;
  }
}
