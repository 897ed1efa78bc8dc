package io.aims.incident.oncall;

import static io.aims.incident.oncall.Organisation.ANN;
import static io.aims.incident.oncall.Organisation.ANNS_NOON;
import static io.aims.incident.oncall.Organisation.BEN;
import static io.aims.incident.oncall.Organisation.BENS_NOON;
import static io.aims.incident.oncall.Organisation.REASON;
import static io.aims.incident.oncall.Organisation.XIA;
import static io.aims.incident.oncall.Organisation.path;
import static io.aims.incident.oncall.Organisation.rota;
import static io.aims.incident.oncall.Organisation.rotaWith;
import static io.aims.incident.oncall.Organisation.said;
import static io.aims.incident.oncall.Organisation.takeover;
import static io.aims.incident.oncall.Organisation.with;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.incident.Acme;
import io.aims.incident.turn.OwnContext;
import io.aims.platform.identity.Role;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class OnCallRotaResourceTest {
  private final Organisation us = new Organisation();
  private final Organisation others = new Organisation();
  @Inject
  OnCall onCall;
  @Inject
  Transactions transactions;
  @Inject
  OwnContext context;

  private static void taken(ValidatableResponse answer) {
    answer.statusCode(409).body("type", equalTo("urn:aims:problem:taken"));
  }

  private static void unknown(ValidatableResponse answer, String field) {
    answer.statusCode(422)
        .body("type", equalTo("urn:aims:problem:unknown-reference"))
        .body("violations.field", contains(field));
  }

  @Test
  void who_is_on_call_is_whose_turn_it_is_or_who_takes_over() {
    var system = us.system();
    var rota = us.established(rota(system));
    var midnight = ANNS_NOON.plusSeconds(43_200).toString();
    us.onCall(system, ANNS_NOON)
        .statusCode(200)
        .body("systemId", equalTo(system.toString()))
        .body("at", equalTo(ANNS_NOON.toString()))
        .body("rotaId", equalTo(rota))
        .body("persons", contains(ANN, BEN))
        .body("until", equalTo(midnight));

    var substitution = us.substituted(rota);
    us.onCall(system, ANNS_NOON)
        .body("persons", contains(XIA, ANN, BEN))
        .body("until", equalTo(ANNS_NOON.plusSeconds(7200).toString()));
    us.onCall(system, BENS_NOON).body("persons", contains(BEN, ANN));
    us.read(rota)
        .body("substitutions.id", contains(substitution))
        .body("substitutions.personId", contains(XIA))
        .body("allowed", contains("change", "retirement", "substitutions", "withdrawal"));

    us.withdraw(rota, substitution).statusCode(200).body("version", equalTo(3)).body("substitutions", empty());
    us.onCall(system, ANNS_NOON).body("persons", contains(ANN, BEN)).body("until", equalTo(midnight));

    us.change(rota, rotaWith("participants", List.of(BEN), system))
        .statusCode(200)
        .body("version", equalTo(4))
        .body("roster.participants", contains(BEN));
    us.onCall(system, ANNS_NOON).body("persons", contains(BEN));

    us.retire(rota)
        .statusCode(200)
        .body("state", equalTo("RETIRED"))
        .body("allowed", empty())
        .body("systems", contains(system.toString()));
    us.onCall(system, ANNS_NOON)
        .statusCode(200)
        .body("persons", empty())
        .body("", not(hasKey("rotaId")))
        .body("", not(hasKey("until")));
  }

  @Test
  void what_happened_to_a_rota_is_told_with_reasons_and_its_name_only_to_its_organisation() {
    var rota = us.established(rota(us.system()));
    us.withdraw(rota, us.substituted(rota)).statusCode(200);
    us.change(rota, rota(us.system())).statusCode(200);
    us.retire(rota).statusCode(200);

    us.as(Role.EXTERNAL_AUDITOR)
        .get(path(rota) + "/history")
        .then()
        .statusCode(200)
        .body("items.version", contains(1, 2, 3, 4, 5))
        .body("items[0].type", equalTo("aims.incident.on-call-rota.established.v1"))
        .body("items[0].texts.name", equalTo("Claims"))
        .body("items[0].data", not(hasKey("name")))
        .body("items[0].data.commitments", hasKey("name"))
        .body("items[0].data.roster.participants", contains(ANN, BEN))
        .body("items[1].texts.reason", equalTo("A family matter"));
    for (var what : List.of("established", "substituted", "substitution-withdrawn", "changed", "retired")) {
      assertThat(said(rota, what)).as(what).isOne();
    }
  }

  @Test
  void rotas_are_listed_page_by_page_by_state() {
    var retired = us.established(rota(us.system()));
    us.retire(retired).statusCode(200);
    var active = us.established(rota());

    String next = us.as(Role.INTERNAL_AUDITOR)
        .get("/v1/on-call-rotas?limit=1")
        .then()
        .statusCode(200)
        .body("items.id", contains(active))
        .body("items[0].name", equalTo("Claims"))
        .extract()
        .path("nextCursor");
    us.as(Role.INTERNAL_AUDITOR)
        .get("/v1/on-call-rotas?limit=1&cursor=" + next)
        .then()
        .body("items.id", contains(retired));
    us.as(Role.INTERNAL_AUDITOR).get("/v1/on-call-rotas?state=ACTIVE").then().body("items.id", contains(active));
  }

  @Test
  void without_a_time_it_is_asked_who_is_on_call_now() {
    var system = us.system();
    us.established(rota(system));
    var before = Instant.now().truncatedTo(ChronoUnit.MICROS);

    var answer = us.as(Role.INTERNAL_AUDITOR).get("/v1/on-call?systemId=" + system).then().statusCode(200).extract();

    assertThat(Instant.parse(answer.path("at"))).isBetween(before, Instant.now());
    assertThat(answer.<List<String>>path("persons")).containsExactlyInAnyOrder(ANN, BEN);
  }

  @Test
  void nobody_is_on_call_before_the_first_day_of_a_system_s_own_rota() {
    var system = us.system();
    us.established(rota());
    var first = BENS_NOON.toString().substring(0, 10);
    var own = us.established(rotaWith("firstOn", first, system));

    us.onCall(system, ANNS_NOON)
        .body("rotaId", equalTo(own))
        .body("persons", empty())
        .body("", not(hasKey("until")));
    us.onCall(system, BENS_NOON).body("persons", contains(ANN, BEN));
  }

  @Test
  void one_rota_is_for_every_system_that_has_none_of_its_own() {
    var one = us.system();
    var other = us.system();
    var all = us.established(rota());
    var own = us.established(rota(one));
    us.onCall(one, ANNS_NOON).body("rotaId", equalTo(own));
    us.onCall(other, ANNS_NOON).body("rotaId", equalTo(all));

    taken(us.establish(rota()));
    taken(us.change(own, rota()));
    us.retire(own).statusCode(200);
    us.onCall(one, ANNS_NOON).body("rotaId", equalTo(all));
    us.retire(all).statusCode(200);
    us.onCall(one, ANNS_NOON).statusCode(200).body("", not(hasKey("rotaId")));
    us.established(rota());
    others.established(rota());
  }

  @Test
  void a_system_has_one_rota_and_is_free_once_that_goes_on_without_it() {
    var kept = us.system();
    var left = us.system();
    var rota = us.established(rota(kept, left));

    taken(us.establish(rota(us.system(), left)));
    assertThat(Acme.count("select count(*) from on_call_rota where tenant = '%s'", us.id())).isOne();
    us.change(rota, rota(kept)).statusCode(200);
    var heir = us.established(rota(left));
    taken(us.change(rota, rota(kept, left)));

    us.onCall(kept, ANNS_NOON).body("rotaId", equalTo(rota));
    us.onCall(left, ANNS_NOON).body("rotaId", equalTo(heir));
    us.read(rota).body("version", equalTo(2)).body("systems", contains(kept.toString()));
    us.retire(heir).statusCode(200);
    us.change(rota, rota(kept, left)).statusCode(200);
    us.onCall(left, ANNS_NOON).body("rotaId", equalTo(rota));
  }

  @Test
  void of_several_people_who_reach_for_the_same_systems_at_once_one_gets_them() throws Exception {
    var one = us.system();
    var other = us.system();
    var asked = List.of(rota(one, other), rota(other, one), rota(one), rota(other, us.system(), one));

    assertThat(atOnce(asked.stream().map(this::establishing))).containsExactlyInAnyOrder(201, 409, 409, 409);
    assertThat(Acme.count("select count(*) from on_call_rota where tenant = '%s'", us.id())).isOne();
  }

  @Test
  void of_several_people_who_reach_for_all_other_systems_at_once_one_gets_them() throws Exception {
    assertThat(atOnce(Collections.nCopies(4, rota()).stream().map(this::establishing)))
        .containsExactlyInAnyOrder(201, 409, 409, 409);
  }

  @Test
  void of_several_people_who_decide_upon_the_same_version_one_does() throws Exception {
    var rota = us.established(rota());
    Callable<Integer> substituting = () -> us.as(Role.INCIDENT_RESPONDER)
        .header("If-Match", "\"1\"")
        .body(takeover())
        .post(path(rota) + "/substitutions")
        .statusCode();

    assertThat(atOnce(Stream.generate(() -> substituting).limit(4))).containsExactlyInAnyOrder(200, 412, 412, 412);
    us.read(rota).body("version", equalTo(2)).body("substitutions", hasSize(1));
  }

  private Callable<Integer> establishing(Map<String, Object> rota) {
    return () -> us.establish(rota).extract().statusCode();
  }

  private static List<Integer> atOnce(Stream<Callable<Integer>> requests) throws InterruptedException {
    try (var people = Executors.newFixedThreadPool(4)) {
      return people.invokeAll(requests.toList()).stream().map(Future::resultNow).toList();
    }
  }

  @Test
  void a_request_that_is_repeated_has_one_effect() {
    var request = rota(us.system());
    var key = "\"" + UUID.randomUUID() + "\"";
    List<String> ids = IntStream.range(0, 2)
        .mapToObj(time -> us.as(Role.GOVERNANCE_OFFICER)
            .header("Idempotency-Key", key)
            .body(request)
            .post("/v1/on-call-rotas")
            .then()
            .statusCode(201)
            .extract()
            .<String>path("id"))
        .toList();
    var rota = ids.getFirst();
    assertThat(ids).containsOnly(rota);

    for (var time = 0; time < 2; time++) {
      us.as(Role.INCIDENT_RESPONDER)
          .header("Idempotency-Key", key)
          .header("If-Match", "\"1\"")
          .body(takeover())
          .post(path(rota) + "/substitutions")
          .then()
          .statusCode(200)
          .body("version", equalTo(2));
    }
    assertThat(said(rota, "established")).isOne();
    assertThat(said(rota, "substituted")).isOne();
  }

  @Test
  void a_write_names_the_version_that_it_was_decided_upon() {
    var system = us.system();
    var rota = us.established(rota(system));
    var substitution = us.substituted(rota);

    for (var write : writes(rota, substitution, system)) {
      write.apply(us.as(Role.GOVERNANCE_OFFICER)).statusCode(428);
      write.apply(us.as(Role.GOVERNANCE_OFFICER).header("If-Match", "\"1\"")).statusCode(412);
    }
    us.read(rota).body("version", equalTo(2)).body("state", equalTo("ACTIVE")).body("substitutions", hasSize(1));
  }

  /** All that is possible with a rota, in an order in which all of it is. */
  private static List<Function<RequestSpecification, ValidatableResponse>> writes(String rota, String substitution,
      UUID... systems) {
    return List.of(
        by -> by.body(rota(systems)).put(path(rota)).then(),
        by -> by.body(takeover()).post(path(rota) + "/substitutions").then(),
        by -> by.body(REASON).post(path(rota) + "/substitutions/" + substitution + "/withdrawal").then(),
        by -> by.body(REASON).post(path(rota) + "/retirement").then());
  }

  @Test
  void a_retired_rota_stays_as_it_is() {
    var rota = us.established(rota());
    var substitution = us.substituted(rota);
    us.retire(rota).statusCode(200);

    for (var write : writes(rota, substitution)) {
      write.apply(us.seen(Role.GOVERNANCE_OFFICER, rota))
          .statusCode(409)
          .body("type", equalTo("urn:aims:problem:not-allowed-now"))
          .body("state", equalTo("RETIRED"));
    }
  }

  @Test
  void a_substitution_is_withdrawn_once_and_from_its_own_rota() {
    var rota = us.established(rota());
    var other = us.established(rota(us.system()));
    var substitution = us.substituted(rota);

    us.withdraw(other, substitution).statusCode(404).body("detail", containsString("substitution"));
    us.withdraw(rota, UUID.randomUUID().toString()).statusCode(404);
    us.withdraw(rota, "none").statusCode(404);
    us.withdraw(rota, substitution).statusCode(200);
    us.withdraw(rota, substitution).statusCode(409).body("state", equalTo("OVER"));
  }

  @Test
  void systems_are_those_of_the_organisation() {
    var known = us.system();
    unknown(us.establish(rota(known, UUID.randomUUID())), "systems[1]");
    unknown(us.establish(rota(others.system())), "systems[0]");
    var rota = us.established(rota(known));

    unknown(us.change(rota, rota(others.system())), "systems[0]");
    us.read(rota).body("version", equalTo(1));
  }

  static Stream<Arguments> what_makes_no_sense_is_refused() {
    var some = Collections.nCopies(51, 0).stream().map(any -> UUID.randomUUID()).toList();
    var many = Collections.nCopies(201, 0).stream().map(any -> UUID.randomUUID()).toList();
    return Stream.of(Arguments.of("name", with(rota(), "name", " ")),
        Arguments.of("roster.timeZone", rotaWith("timeZone", "Europe/Atlantis")),
        Arguments.of("roster.handover.at", rotaWith("handover", Map.of("rhythm", "DAILY", "at", "24:00"))),
        Arguments.of("roster.handover.dayOfWeek", rotaWith("handover", Map.of("rhythm", "WEEKLY", "at", "09:00"))),
        Arguments.of("roster.firstOn", rotaWith("firstOn", "1999-12-31")),
        Arguments.of("roster.participants", rotaWith("participants", List.of())),
        Arguments.of("roster.participants", rotaWith("participants", List.of(ANN, BEN, ANN))),
        Arguments.of("roster.participants", rotaWith("participants", some)),
        Arguments.of("systems", with(rota(), "systems", many)));
  }

  @ParameterizedTest
  @MethodSource
  void what_makes_no_sense_is_refused(String field, Map<String, Object> request) {
    us.establish(request).statusCode(422).body("violations.field", contains(field));
  }

  @Test
  void what_a_rota_is_for_is_said_and_not_forgotten() {
    var request = with(rota(), "systems", List.of());
    request.remove("systems");

    us.establish(request).statusCode(422).body("violations.field", contains("systems"));
  }

  @Test
  void nobody_takes_over_for_what_is_over() {
    var rota = us.established(rota());
    var now = Instant.now();

    us.substitute(rota, takeover(now.minusSeconds(60), now.minusSeconds(1))).statusCode(422);
    us.substitute(rota, takeover(now.plusSeconds(60), now.plusSeconds(60))).statusCode(422);
    us.substitute(rota, takeover(now.minusSeconds(60), now.plusSeconds(60))).statusCode(200);
  }

  @Test
  void two_hundred_substitutions_wait_at_most() {
    var rota = us.established(rota());
    us.substituted(rota);
    Acme.tamper("insert into on_call_substitution select gen_random_uuid(), tenant, rota_id, number + n, person_id,"
        + " starts_at, ends_at from on_call_substitution, generate_series(1, 199) as n where rota_id = '%s'", rota);

    us.substitute(rota, takeover()).statusCode(409).body("allowed", contains("withdrawal"));
    Acme.tamper("update on_call_substitution set starts_at = now() - interval '2 days', ends_at = now() - interval"
        + " '1 day' where rota_id = '%s' and number = 200", rota);
    Acme.tamper("update on_call_rota set substitutions = 200 where id = '%s'", rota);
    us.substitute(rota, takeover()).statusCode(200).body("substitutions", hasSize(200));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2027-03-01", "+1000000000-01-01T00:00:00Z", "+10000-01-01T00:00:00Z",
      "-0001-01-01T00:00:00Z"})
  void a_time_that_is_none_is_refused(String at) {
    var system = us.system();

    us.as(Role.SYSTEM_OWNER)
        .queryParam("systemId", system)
        .queryParam("at", at)
        .get("/v1/on-call")
        .then()
        .statusCode(400)
        .body("type", equalTo("urn:aims:problem:malformed"));
  }

  @Test
  void it_is_asked_for_a_system_of_the_organisation() {
    var foreign = others.system();
    others.established(rota());
    us.established(rota());

    var answer = us.onCall(foreign, ANNS_NOON).statusCode(404).extract().asString();
    assertThat(us.onCall(UUID.randomUUID(), ANNS_NOON).statusCode(404).extract().asString()).isEqualTo(answer);
    others.onCall(foreign, ANNS_NOON).statusCode(200);
    us.as(Role.SYSTEM_OWNER).get("/v1/on-call").then().statusCode(422);
  }

  @Test
  void who_may_not_is_told_so() {
    var rota = us.established(rota());
    var substitution = us.substituted(rota);
    given().get("/v1/on-call-rotas").then().statusCode(401);
    given().get("/v1/on-call?systemId=" + UUID.randomUUID()).then().statusCode(401);

    for (var read : List.of("/v1/on-call-rotas", path(rota), path(rota) + "/history",
        "/v1/on-call?systemId=" + UUID.randomUUID())) {
      us.as(Role.EMPLOYEE).get(read).then().statusCode(403);
      us.as(Role.RISK_OWNER).get(read).then().statusCode(403);
    }
    for (var role : List.of(Role.SYSTEM_OWNER, Role.PLATFORM_ENGINEER, Role.INTERNAL_AUDITOR, Role.EXTERNAL_AUDITOR)) {
      us.as(role).body(rota(us.id())).post("/v1/on-call-rotas").then().statusCode(403);
      for (var write : writes(rota, substitution)) {
        write.apply(us.seen(role, rota)).statusCode(403);
      }
    }
    var responder = writes(rota, substitution).stream()
        .map(write -> write.apply(us.seen(Role.INCIDENT_RESPONDER, rota)).extract().statusCode());
    assertThat(responder).containsExactly(403, 200, 200, 403);
  }

  @Test
  void another_organisation_sees_and_writes_nothing() {
    var system = us.system();
    var rota = us.established(rota(system));
    var substitution = us.substituted(rota);

    for (var read : List.of(path(rota), path(rota) + "/history")) {
      others.as(Role.GOVERNANCE_OFFICER).get(read).then().statusCode(404);
    }
    others.as(Role.GOVERNANCE_OFFICER).get("/v1/on-call-rotas").then().statusCode(200).body("items", empty());
    for (var write : writes(rota, substitution)) {
      write.apply(others.as(Role.GOVERNANCE_OFFICER).header("If-Match", "\"2\"")).statusCode(404);
    }
    us.read(rota).body("version", equalTo(2));
    for (var write : writes(rota, substitution, system)) {
      write.apply(us.seen(Role.GOVERNANCE_OFFICER, rota)).statusCode(200);
    }
  }

  @Test
  void others_ask_who_is_on_call_in_their_own_transaction() throws Exception {
    var system = us.system();
    us.substituted(us.established(rota(system)));

    assertThat(asked(system, ANNS_NOON)).extracting(UUID::toString).containsExactly(XIA, ANN, BEN);
    assertThat(asked(system, BENS_NOON)).extracting(UUID::toString).containsExactly(BEN, ANN);
    assertThat(asked(us.system(), ANNS_NOON)).isEmpty();
  }

  private List<UUID> asked(UUID system, Instant at) throws Exception {
    var answer = new CompletableFuture<List<UUID>>();
    context.execute(() -> transactions.in(us.id(), () -> onCall.at(us.id(), system, at))
        .subscribe()
        .with(answer::complete, answer::completeExceptionally));
    return answer.get(20, SECONDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"on_call_rota", "on_call_substitution", "on_call_system"})
  void without_an_organisation_there_are_no_rows(String table) {
    us.substituted(us.established(rota()));

    assertThat(TenancyContract.rowsWithoutTenant(table)).isZero();
  }
}
