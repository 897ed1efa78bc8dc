package io.aims.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.local.story.Portal;

/** Two organisations on one installation: neither sees, links to, or infers anything of the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenancyJourney {
  private final RunningStack stack = RunningStack.get();
  private final Portal portal = stack.portal();
  private final Inhabitants acme = new Inhabitants(stack, "acme");
  private final Inhabitants globex = new Inhabitants(stack, "globex");

  @BeforeAll
  void both_live_here() {
    acme.settle();
    globex.settle();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/ai-systems/", "/v1/risk-assessments/", "/v1/risks/", "/v1/hook-sources/",
      "/v1/incidents/", "/v1/deliveries/",
      "/v1/nonconformities/", "/v1/evidence-packs/", "/v1/traces/"})
  void a_foreign_id_in_a_path_looks_like_one_that_never_was(String collection) {
    var foreign = acme.idIn(collection);
    for (var suffix : List.of("", "/history")) {
      var asked = globex.reader(collection).get(collection + foreign + suffix);
      var random = globex.reader(collection).get(collection + UUID.randomUUID() + suffix);

      assertThat(asked.status()).as(collection + suffix).isEqualTo(404);
      assertThat(asked.text()).isEqualTo(random.text());
    }
    assertThat(acme.reader(collection).get(collection + foreign).status()).as("positive control").isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/ai-systems", "/v1/risk-assessments", "/v1/risks", "/v1/hook-sources", "/v1/incidents",
      "/v1/deliveries",
      "/v1/nonconformities", "/v1/evidence-packs"})
  void lists_show_only_ones_own(String collection) {
    var mine = acme.idIn(collection + "/");

    assertThat(globex.reader(collection).get(collection + "?limit=200").expect(200).text()).doesNotContain(mine);
    assertThat(acme.reader(collection).get(collection + "?limit=200").expect(200).text()).as("positive control")
        .contains(mine);
  }

  @Test
  void a_foreign_id_in_a_body_is_an_unknown_reference() {
    var system = acme.idIn("/v1/ai-systems/");
    var incident = acme.idIn("/v1/incidents/");
    var officer = portal.as("governance-officer", "globex");

    assertThat(
        officer
            .post("/v1/hook-sources",
                Map.of("name", "x", "profile", "ALERTMANAGER", "systemId", system, "senderClientId",
                    "globex-churn-monitor"))
            .status())
        .isEqualTo(422);
    assertThat(
        officer
            .post("/v1/nonconformities",
                Map.of("title", "x", "statement", "x", "originKind", "INCIDENT", "originId", incident, "nodes",
                    List.of("8.1"), "grade", "MINOR", "ownerId", UUID.randomUUID(), "reason", "x"))
            .status())
        .isEqualTo(422);
    assertThat(
        officer
            .post("/v1/risks",
                Map.of("systemId", system, "theme", "FAIRNESS", "title", "x", "cause", "x", "consequence", "x",
                    "ownerId", UUID.randomUUID()))
            .status())
        .isEqualTo(422);
    assertThat(officer.post("/v1/evidence-packs", Map.of("caseId", acme.idIn("/v1/traces/"), "reason", "x")).status())
        .isEqualTo(422);
  }

  @Test
  void a_foreign_hook_can_not_be_delivered_to() {
    var hook = "/v1/hooks/" + acme.idIn("/v1/hook-sources/");
    var random = "/v1/hooks/" + UUID.randomUUID();
    var monitor = portal.as("hook-sender", "globex");

    var asked = monitor.post(hook, acme.alert());

    assertThat(asked.status()).isEqualTo(404);
    assertThat(asked.text()).isEqualTo(monitor.post(random, acme.alert()).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"inventory", "risk", "incident", "audit"})
  void the_service_role_without_an_organisation_sees_no_row_in_any_table(String context) throws Exception {
    var tables = new ArrayList<String>();
    try (var app = stack.database(context, "app"); var statement = app.createStatement()) {
      try (var found = statement.executeQuery(
          """
              select c.table_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
              where c.table_schema = 'public' and c.column_name = 'tenant' and t.table_type = 'BASE TABLE'""")) {
        while (found.next()) {
          tables.add(found.getString(1));
        }
      }
      assertThat(tables).contains("event");
      for (var table : tables) {
        try (var row = statement.executeQuery("select count(*) from " + table)) {
          row.next();
          assertThat(row.getLong(1)).as(context + "." + table).isZero();
        } catch (java.sql.SQLException e) {
          assertThat(e.getSQLState()).as(context + "." + table).isEqualTo("42501");
        }
      }
      app.setAutoCommit(false);
      statement.execute("select set_config('app.tenant', 'a1000000-0000-4000-8000-000000000001', true)");
      try (var row = statement.executeQuery("select count(*) from event")) {
        row.next();
        assertThat(row.getLong(1)).as("positive control").isPositive();
      }
      app.rollback();
    }
  }

  @Test
  void thousands_of_mixed_requests_with_cancellations_never_show_a_foreign_row() throws Exception {
    var http = HttpClient.newHttpClient();
    var answers = new ArrayList<CompletableFuture<Void>>();
    var slots = new Semaphore(64);
    var foreign = new java.util.concurrent.atomic.AtomicInteger();
    var seen = new java.util.concurrent.atomic.AtomicInteger();
    for (var i = 0; i < 4_000; i++) {
      var mine = i % 2 == 0 ? acme : globex;
      var theirs = i % 2 == 0 ? globex : acme;
      slots.acquire();
      var request = HttpRequest
          .newBuilder(URI.create(stack.gateway() + (i % 4 < 2 ? "/v1/ai-systems?limit=200" : "/v1/risks?limit=200")))
          .header("Authorization", "Bearer " + mine.token())
          .timeout(Duration.ofSeconds(30))
          .build();
      var answer = http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
      answers.add(answer.handle((response, failure) -> {
        slots.release();
        if (response != null && response.statusCode() == 200) {
          seen.incrementAndGet();
          foreign.addAndGet(theirs.ids().stream().anyMatch(response.body()::contains) ? 1 : 0);
        }
        return null;
      }));
      if (i % 10 == 3) {
        answer.cancel(true);
      }
    }
    CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();

    assertThat(foreign).hasValue(0);
    assertThat(seen.get()).isGreaterThan(3_000);
  }
}
