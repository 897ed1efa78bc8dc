package io.aims.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.local.story.Answer;
import io.aims.local.story.Portal;

/** Two organisations on one installation: neither sees, links to, or infers anything of the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenancyJourney {
  /** No id stands in them: names of feeds, letters that nobody has, places in one's own ledger and statement. */
  private static final List<String> NO_IDS = List.of("/v1/feeds/", "/v1/dead-letters/", "/v1/ledger/entries/",
      "/v1/statement-of-applicability/");
  private static final Map<String, String> FILTERS = Map.of("systemId", "/v1/ai-systems/", "sourceId",
      "/v1/hook-sources/", "incidentId", "/v1/incidents/", "originId", "/v1/incidents/", "caseId", "/v1/traces/",
      "correlationId", "/v1/traces/", "aggregateId", "/v1/ai-systems/");
  private static final String NOBODYS = UUID.randomUUID().toString();
  private final RunningStack stack = RunningStack.get();
  private final Books books = new Books(stack);
  private final Portal portal = stack.portal();
  private final Inhabitants acme = new Inhabitants(stack, "acme");
  private final Inhabitants globex = new Inhabitants(stack, "globex");

  @BeforeAll
  void both_live_here() {
    acme.settle();
    globex.settle();
    acme.firstRound();
    globex.firstRound();
  }

  @TestFactory
  Stream<DynamicTest> a_foreign_id_in_a_path_looks_like_one_that_never_was() {
    return operations().filter(this::reachesIn)
        .map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> {
          for (var role : operation.askers()) {
            var stranger = portal.as(role, "globex");
            looksTheSame(stranger.get(operation.with(of(acme, operation))),
                stranger.get(operation.with(TenancyJourney::random)), operation + " by " + role);
            looksTheSame(stranger.get(operation.with(below(operation, of(acme, operation)))),
                stranger.get(operation.with(below(operation, TenancyJourney::random))), operation + " by " + role);
          }
          assertThat(operation.askers()).as("positive control: %s", operation)
              .anyMatch(role -> portal.as(role, "acme").get(operation.with(of(acme, operation))).status() == 200);
        }));
  }

  /** Of hook sources only those for many systems have a mapping that was replayed. */
  private static UnaryOperator<String> of(Inhabitants org, Operation operation) {
    return operation.path().endsWith("/mapping/replay") ? place -> org.idIn(Inhabitants.SHARED) : org::idIn;
  }

  @Test
  void each_read_below_an_id_is_asked_for_a_foreign_one() {
    var asked = operations().filter(this::reachesIn).map(Operation::path).toList();

    assertThat(operations().filter(operation -> operation.reads() && operation.hasPlaces()).map(Operation::path))
        .filteredOn(path -> !asked.contains(path))
        .allMatch(path -> NO_IDS.stream().anyMatch(path::startsWith));
    assertThat(asked).contains("/v1/ai-systems/{id}", "/v1/ai-systems/{id}/overview", "/v1/risk-assessments/{id}",
        "/v1/risks/{id}", "/v1/risk-proposals/{id}", "/v1/control-proposals/{id}/history",
        "/v1/hook-sources/{id}", "/v1/hook-sources/{source}/credentials", "/v1/incidents/{id}",
        "/v1/incidents/{id}/timeline", "/v1/deliveries/{id}", "/v1/nonconformities/{id}", "/v1/evidence-packs/{id}",
        "/v1/evidence-packs/{id}/content", "/v1/traces/{caseId}", "/v1/monitoring-plans/{id}",
        "/v1/monitoring-plans/{plan}/rounds/{id}", "/v1/concerns/{id}", "/v1/concerns/{id}/messages",
        "/v1/concerns/mine/{id}", "/v1/incident-tasks/{id}", "/v1/incidents/{incident}/communications/{id}",
        "/v1/incidents/{incident}/authority-reports/{id}", "/v1/incidents/{incident}/clocks/{id}",
        "/v1/maintenance-windows/{id}", "/v1/signals/{id}", "/v1/signals/rules/{source}", "/v1/clock-rules/{id}",
        "/v1/escalation-policies/{id}/history", "/v1/action-proposals/{id}", "/v1/hook-sources/{id}/mapping",
        "/v1/unmapped-signals/{id}", "/v1/unmapped-signals/{id}/history", "/v1/on-call-rotas/{id}",
        "/v1/on-call-rotas/{id}/history", "/v1/notifications/{id}", "/v1/notifications/{id}/history");
  }

  @TestFactory
  Stream<DynamicTest> a_foreign_id_in_the_path_of_a_command_looks_like_one_that_never_was() {
    return operations().filter(this::isReasonEnough)
        .map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> {
          var before = books.eventsByPeople();
          for (var role : operation.askers()) {
            looksTheSame(command(role, operation, place -> acme.has(place) ? acme.idIn(place) : NOBODYS),
                command(role, operation, TenancyJourney::random), operation + " by " + role);
          }
          assertThat(books.eventsByPeople()).as("nothing has changed").isEqualTo(before);
        }));
  }

  @Test
  void the_commands_that_take_a_reason_are_among_them() {
    assertThat(operations().filter(this::isReasonEnough).map(Operation::path))
        .contains("/v1/hook-sources/{id}/disabling", "/v1/hook-sources/{id}/sharing",
            "/v1/hook-sources/{source}/credentials",
            "/v1/hook-sources/{source}/credentials/{id}/retirement", "/v1/incidents/{id}/closing",
            "/v1/incidents/{id}/evidence-hold", "/v1/incident-tasks/{id}/dropping",
            "/v1/monitoring-plans/{id}/retirement", "/v1/maintenance-windows/{id}/ending",
            "/v1/incidents/{incident}/communications/{id}/cancellation",
            "/v1/incidents/{incident}/authority-reports/{id}/withdrawal", "/v1/incidents/{incident}/clocks/{id}/stop",
            "/v1/clock-rules/{id}/retirement", "/v1/risk-proposals/{id}/decline",
            "/v1/control-proposals/{id}/decline", "/v1/action-proposals/{id}/decline",
            "/v1/deliveries/{id}/replay", "/v1/deliveries/{id}/redaction", "/v1/unmapped-signals/{id}/dismissal",
            "/v1/signals/{id}/incident", "/v1/signals/{id}/snooze/ending",
            "/v1/on-call-rotas/{id}/retirement", "/v1/on-call-rotas/{id}/substitutions/{substitutionId}/withdrawal",
            "/v1/ai-systems/{id}");
  }

  @TestFactory
  Stream<DynamicTest> lists_show_only_ones_own() {
    return operations().filter(this::listsOurs)
        .map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> {
          var mine = acme.idIn(listed(operation));
          var seen = operation.askers()
              .stream()
              .map(role -> portal.as(role, "globex").get(operation.with(globex::idIn) + "?limit=200"))
              .toList();

          assertThat(seen).noneMatch(answer -> answer.text().contains(mine));
          assertThat(seen).as("globex is asked for its own").anyMatch(answer -> answer.status() == 200);
          assertThat(operation.askers()).as("positive control")
              .anyMatch(role -> portal.as(role, "acme")
                  .get(operation.with(acme::idIn) + "?limit=200")
                  .text()
                  .contains(mine));
        }));
  }

  @Test
  void the_lists_of_all_that_lives_here_are_among_them() {
    assertThat(operations().filter(this::listsOurs).map(Operation::path))
        .contains("/v1/ai-systems", "/v1/risk-assessments", "/v1/risks", "/v1/risk-proposals", "/v1/control-proposals",
            "/v1/hook-sources", "/v1/incidents",
            "/v1/deliveries", "/v1/nonconformities", "/v1/evidence-packs", "/v1/monitoring-plans",
            "/v1/monitoring-plans/{plan}/rounds", "/v1/concerns", "/v1/concerns/mine", "/v1/incident-tasks",
            "/v1/incidents/{incident}/communications", "/v1/incidents/{incident}/authority-reports",
            "/v1/incidents/{incident}/clocks", "/v1/regulatory-clocks", "/v1/communications", "/v1/maintenance-windows",
            "/v1/signals", "/v1/clock-rules",
            "/v1/action-proposals", "/v1/unmapped-signals", "/v1/on-call-rotas",
            "/v1/notifications");
  }

  @TestFactory
  Stream<DynamicTest> a_list_of_what_belongs_to_something_foreign_is_empty() {
    return operations()
        .filter(operation -> operation.reads() && !operation.hasPlaces() && !operation.queries().contains("from"))
        .flatMap(operation -> operation.queries()
            .stream()
            .filter(FILTERS::containsKey)
            .map(query -> DynamicTest.dynamicTest(operation + " by " + query, () -> {
              var asked = operation.path() + "?" + query + "=";
              var foreign = asked + acme.idIn(filtered(operation, query));
              var random = asked + UUID.randomUUID();
              for (var role : operation.askers()) {
                var stranger = portal.as(role, "globex");
                var none = stranger.get(random);
                assertThat(stranger.get(foreign)).as(role)
                    .returns(none.status(), Answer::status)
                    .returns(none.text(), Answer::text);
              }
              assertThat(operation.askers()).as("positive control")
                  .anyMatch(role -> !portal.as(role, "acme")
                      .get(foreign)
                      .text()
                      .equals(portal.as(role, "acme").get(random).text()));
            })));
  }

  /** What a list is narrowed by; only what is shared has signals that belong to no system. */
  private static String filtered(Operation operation, String query) {
    return operation.path().equals("/v1/unmapped-signals") && query.equals("sourceId")
        ? Inhabitants.SHARED
        : FILTERS.get(query);
  }

  /** Something of another organisation in a body, and where one's own would be taken. */
  private record Reference(String role, String path, String collection, Function<String, Map<String, Object>> body) {
    @Override
    public String toString() {
      return collection + " in " + path;
    }
  }

  @TestFactory
  Stream<DynamicTest> a_foreign_id_in_a_body_is_an_unknown_reference() {
    var owner = globex.person("risk-owner");
    var client = globex.hookSender().clientId();
    return Stream.of(
        new Reference("governance-officer", "/v1/hook-sources", "/v1/ai-systems/",
            id -> Map.of("name", "x", "profile", "ALERTMANAGER", "systemId", id, "senderClientId", client)),
        new Reference("governance-officer", "/v1/nonconformities", "/v1/incidents/",
            id -> Map.of("title", "x", "statement", "x", "originKind", "INCIDENT", "originId", id, "nodes",
                List.of("8.1"), "grade", "MINOR", "ownerId", owner, "reason", "x")),
        new Reference("governance-officer", "/v1/risks", "/v1/ai-systems/",
            id -> Map.of("systemId", id, "theme", "FAIRNESS", "title", "x", "cause", "x", "consequence", "x",
                "ownerId", owner)),
        new Reference("governance-officer", "/v1/evidence-packs", "/v1/traces/",
            id -> Map.of("caseId", id, "reason", "x")),
        new Reference("system-owner", "/v1/monitoring-plans", "/v1/ai-systems/", id -> Belongings.plan(id, owner)),
        new Reference("platform-engineer", "/v1/maintenance-windows", "/v1/ai-systems/", Belongings::window),
        new Reference("incident-responder", "/v1/incident-tasks", "/v1/incidents/",
            id -> Belongings.task(id, owner)),
        new Reference("incident-responder", "/v1/incidents", "/v1/ai-systems/", Belongings::told),
        new Reference("employee", "/v1/concerns", "/v1/ai-systems/", Belongings::concern),
        new Reference("concern-handler", "/v1/concerns/" + globex.idIn("/v1/concerns/") + "/links",
            "/v1/incidents/", id -> Map.of("kind", "INCIDENT", "id", id, "reason", "x")))
        .map(reference -> DynamicTest.dynamicTest(reference.toString(), () -> {
          var account = portal.as(reference.role(), "globex");
          var refused = account.post(reference.path(), reference.body().apply(acme.idIn(reference.collection())));

          assertThat(refused.status()).as(refused.text()).isEqualTo(422);
          assertThat(refused.body().path("type").asText()).isEqualTo("urn:aims:problem:unknown-reference");
          var taken = account.post(reference.path(), reference.body().apply(globex.idIn(reference.collection())));
          assertThat(taken.status()).as("positive control: %s", taken.text()).isIn(200, 201);
        }));
  }

  @Test
  void a_source_is_bound_to_no_foreign_system() {
    var binding = "/v1/hook-sources/" + source("globex") + "/binding";
    var stranger = portal.as("platform-engineer", "globex");

    var refused = stranger.post(binding, "\"1\"",
        Map.of("systemId", acme.idIn("/v1/ai-systems/"), "reason", "x"));

    assertThat(refused.status()).as(refused.text()).isEqualTo(422);
    assertThat(refused.body().path("type").asText()).isEqualTo("urn:aims:problem:unknown-reference");
    var another = globex.register("Bound " + UUID.randomUUID());
    Portal.until(Duration.ofSeconds(40),
        () -> stranger.post(binding, "\"1\"", Map.of("systemId", another, "reason", "x")),
        taken -> taken.status() == 200);
  }

  @Test
  void a_foreign_credential_is_neither_seen_nor_retired() {
    var theirs = source("acme");
    var mine = source("globex");
    var credential = portal.as("platform-engineer", "acme")
        .post("/v1/hook-sources/" + theirs + "/credentials", Map.of("reason", "x"))
        .expect(201)
        .id();
    var stranger = portal.as("platform-engineer", "globex");

    for (var source : List.of(theirs, mine)) {
      var path = "/v1/hook-sources/" + source + "/credentials";
      assertThat(stranger.get(path).text()).doesNotContain(credential);
      looksTheSame(stranger.post(path + "/" + credential + "/retirement", Map.of("reason", "x")),
          stranger.post(path.replace(theirs, NOBODYS) + "/" + NOBODYS + "/retirement", Map.of("reason", "x")), path);
    }
    var retired = portal.as("platform-engineer", "acme")
        .post("/v1/hook-sources/" + theirs + "/credentials/" + credential + "/retirement", Map.of("reason", "x"));
    assertThat(retired.status()).as("positive control: %s", retired.text()).isEqualTo(200);
  }

  private String source(String org) {
    var system = (org.equals("acme") ? acme : globex).idIn("/v1/ai-systems/");
    return portal.as("platform-engineer", org)
        .post("/v1/hook-sources",
            Map.of("name", "x", "profile", "NATIVE", "systemId", system, "authentication", "STANDARD_WEBHOOKS"))
        .expect(201)
        .id();
  }

  private static void looksTheSame(Answer foreign, Answer random, String what) {
    assertThat(foreign.status()).as("%s: %s", what, foreign.text()).isEqualTo(404);
    assertThat(random.status()).as(what).isEqualTo(404);
    assertThat(foreign.text()).as(what).isEqualTo(random.text());
  }

  private Answer command(String role, Operation operation, UnaryOperator<String> idAt) {
    var account = portal.as(role, "globex");
    return account.send(account.request(operation.with(idAt))
        .header("Content-Type", operation.mediaType())
        .header("If-Match", "\"1\"")
        .method(operation.method(), operation.method().equals("DELETE")
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString("{\"reason\":\"x\"}")));
  }

  private Stream<Operation> operations() {
    return Operation.all(portal).stream();
  }

  /** Whether acme has something in each place of the path that is read. */
  private boolean reachesIn(Operation operation) {
    return operation.reads() && operation.hasPlaces() && operation.places().stream().allMatch(acme::has);
  }

  /** Whether anybody could give this command for something of acme's, with nothing but a reason. */
  private boolean isReasonEnough(Operation operation) {
    return !operation.reads() && operation.hasPlaces() && !operation.roles().isEmpty()
        && acme.has(operation.places().getFirst())
        && (operation.method().equals("PATCH") || Set.of("reason").containsAll(operation.members()));
  }

  private boolean listsOurs(Operation operation) {
    return operation.reads() && acme.has(listed(operation)) && acme.ids().contains(acme.idIn(listed(operation)));
  }

  /** The collection that this operation would be the list of. */
  private static String listed(Operation operation) {
    return Operation.place(operation.path() + "/");
  }

  /** One's own thing first, whatever comes below it after that. */
  private UnaryOperator<String> below(Operation operation, UnaryOperator<String> others) {
    var places = operation.places();
    return place -> places.size() > 1 && place.equals(places.getFirst()) ? globex.idIn(place) : others.apply(place);
  }

  private static String random(String place) {
    return place.endsWith("/revisions/") ? "1" : UUID.randomUUID().toString();
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
