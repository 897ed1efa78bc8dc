package io.aims.inventory.system;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.platform.identity.Role;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestEvents;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "inventory"))
class AiSystemResourceTest {
  private static final String OWNER = TestRealm.person(TestRealm.ACME, Role.SYSTEM_OWNER).toString();

  @Test
  void a_registered_system_can_be_read_and_its_event_reaches_the_topic() {
    var registered = register("Credit scoring " + UUID.randomUUID()).statusCode(201)
        .header("ETag", "\"1\"")
        .body("reference", notNullValue())
        .body("lifecycleStage", equalTo("INCEPTION"))
        .body("nextStages", contains("DESIGN_AND_DEVELOPMENT", "RETIREMENT"));
    String id = registered.extract().path("id");

    as(Role.EXTERNAL_AUDITOR).get(registered.extract().header("Location"))
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("id", equalTo(id))
        .body("domain", equalTo("CREDIT"));

    await().atMost(30, SECONDS)
        .untilAsserted(() -> assertThat(TestEvents.emitted("inventory"))
            .filteredOn(e -> e.path("subject").asText().equals(id))
            .singleElement()
            .satisfies(e -> assertThat(EventContract.violations(e)).isEmpty())
            .satisfies(e -> assertThat(e.at("/data/commitments/purpose").asText()).hasSize(64))
            .satisfies(e -> assertThat(e.toString()).doesNotContain("repay")));
  }

  @Test
  void a_change_is_conditional_and_a_lost_update_is_refused() {
    var id = registered();

    patch(id, null, "{\"businessUnit\":\"Retail\"}").statusCode(428)
        .body("type", equalTo("urn:aims:problem:condition-missing"));
    patch(id, "\"7\"", "{\"businessUnit\":\"Retail\"}").statusCode(412);
    patch(id, "W/\"1\"", "{\"businessUnit\":\"Retail\"}").statusCode(412);
    patch(id, "1", "{\"businessUnit\":\"Retail\"}").statusCode(400);
    patch(id, "\"1\"", "{\"businessUnit\":\"Retail\",\"reason\":\"reorganised\"}").statusCode(200)
        .header("ETag", "\"2\"")
        .body("businessUnit", equalTo("Retail"));
    patch(id, "\"2\"", "{\"businessUnit\":null}").statusCode(200)
        .header("ETag", "\"3\"")
        .body("businessUnit", nullValue());
    patch(id, "\"3\"", "{\"businessUnit\":null}").statusCode(200).header("ETag", "\"3\"");
  }

  @Test
  void history_tells_who_changed_what_and_why() {
    var id = registered();
    patch(id, "\"1\"", "{\"personalData\":false,\"reason\":\"pseudonymised at source\"}").statusCode(200);

    as(Role.INTERNAL_AUDITOR).get("/v1/ai-systems/" + id + "/history?limit=1")
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].type", equalTo("aims.inventory.ai-system.registered.v1"))
        .body("nextCursor", notNullValue())
        .header("Link", notNullValue());
    as(Role.INTERNAL_AUDITOR).get("/v1/ai-systems/" + id + "/history")
        .then()
        .body("items[1].version", equalTo(2))
        .body("items[1].actor", equalTo(OWNER))
        .body("items[1].texts.reason", equalTo("pseudonymised at source"));
  }

  @Test
  void stages_move_only_along_the_life_cycle() {
    var id = registered();

    stage(id, "\"1\"", "OPERATION_AND_MONITORING").statusCode(409)
        .body("state", equalTo("INCEPTION"))
        .body("allowed", contains("DESIGN_AND_DEVELOPMENT", "RETIREMENT"));
    stage(id, "\"1\"", "DESIGN_AND_DEVELOPMENT").statusCode(200)
        .body("lifecycleStage", equalTo("DESIGN_AND_DEVELOPMENT"));
  }

  @Test
  void one_place_belongs_to_one_system() {
    var first = registered();
    var second = registered();
    var place = "{\"kind\":\"KUBERNETES_WORKLOAD\",\"namespace\":\"ml\",\"workload\":\"%s\"}"
        .formatted(UUID.randomUUID());

    bind(first, place).statusCode(200)
        .body("bindings[0].cluster", nullValue())
        .body("bindings[0].namespace", equalTo("ml"));
    bind(second, place).statusCode(409).body("type", equalTo("urn:aims:problem:taken"));
    bind(second, "{\"kind\":\"ENDPOINT\"}").statusCode(422).body("violations[0].field", equalTo("kind"));
    as(Role.SYSTEM_OWNER).get("/v1/ai-systems/" + second).then().header("ETag", "\"1\"");
  }

  @Test
  void the_same_key_registers_once_and_a_changed_request_is_refused() {
    var key = "\"" + UUID.randomUUID() + "\"";
    var body = profile("Idempotent " + UUID.randomUUID());

    var first = as(Role.SYSTEM_OWNER).header("Idempotency-Key", key)
        .body(body)
        .post("/v1/ai-systems")
        .then()
        .statusCode(201);
    var second = as(Role.SYSTEM_OWNER).header("Idempotency-Key", key)
        .body(body)
        .post("/v1/ai-systems")
        .then()
        .statusCode(201);

    assertThat(second.extract().asString()).isEqualTo(first.extract().asString());
    assertThat(second.extract().header("Location")).isEqualTo(first.extract().header("Location"));
    assertThat(second.extract().header("ETag")).isEqualTo("\"1\"");
    as(Role.SYSTEM_OWNER).header("Idempotency-Key", key)
        .body(profile("Other"))
        .post("/v1/ai-systems")
        .then()
        .statusCode(422)
        .body("type", equalTo("urn:aims:problem:idempotency-key-reused"));
    as(Role.SYSTEM_OWNER).header("Idempotency-Key", "unquoted")
        .body(body)
        .post("/v1/ai-systems")
        .then()
        .statusCode(400);
  }

  @Test
  void a_replay_is_answered_before_its_condition_is_looked_at() {
    var id = registered();
    var key = "\"" + UUID.randomUUID() + "\"";
    var path = "/v1/ai-systems/" + id + "/stage";
    var body = "{\"to\":\"DESIGN_AND_DEVELOPMENT\",\"reason\":\"as planned\"}";

    var first = as(Role.SYSTEM_OWNER).header("Idempotency-Key", key).header("If-Match", "\"1\"").body(body).post(path);
    var stale = as(Role.SYSTEM_OWNER).header("Idempotency-Key", key).header("If-Match", "\"1\"").body(body).post(path);
    var without = as(Role.SYSTEM_OWNER).header("Idempotency-Key", key).body(body).post(path);

    first.then().statusCode(200).header("ETag", "\"2\"");
    stale.then().statusCode(200).header("ETag", "\"2\"");
    without.then().statusCode(200).header("ETag", "\"2\"");
    as(Role.SYSTEM_OWNER).get("/v1/ai-systems/" + id).then().header("ETag", "\"2\"");
  }

  @Test
  void a_refused_creation_leaves_its_key_free_and_no_gap_in_the_references() {
    var key = "\"" + UUID.randomUUID() + "\"";
    var name = "Twice " + UUID.randomUUID();
    var before = number(register(name).extract().path("reference"));

    as(Role.SYSTEM_OWNER).header("Idempotency-Key", key)
        .body(profile(name))
        .post("/v1/ai-systems")
        .then()
        .statusCode(409);
    var after = as(Role.SYSTEM_OWNER).header("Idempotency-Key", key)
        .body(profile(name + "b"))
        .post("/v1/ai-systems")
        .then()
        .statusCode(201);

    assertThat(number(after.extract().path("reference"))).isEqualTo(before + 1);
  }

  @Test
  void lists_are_paged_by_cursor_and_filtered() {
    var owner = UUID.randomUUID().toString();
    var all = IntStream.range(0, 5)
        .mapToObj(i -> (String) as(Role.SYSTEM_OWNER)
            .body(profile("Paged " + UUID.randomUUID()).replace(OWNER, owner))
            .post("/v1/ai-systems")
            .then()
            .statusCode(201)
            .extract()
            .path("id"))
        .toList()
        .reversed();

    var first = as(Role.RISK_OWNER).get("/v1/ai-systems?limit=3&ownerId=" + owner)
        .then()
        .statusCode(200)
        .body("items", hasSize(3));
    var link = first.extract().header("Link");
    var second = as(Role.RISK_OWNER).urlEncodingEnabled(false)
        .get(link.substring(1, link.indexOf('>')))
        .then()
        .statusCode(200)
        .body("items", hasSize(2))
        .body("nextCursor", nullValue());

    assertThat(first.extract().jsonPath().getList("items.id", String.class)).isEqualTo(all.subList(0, 3));
    assertThat(second.extract().jsonPath().getList("items.id", String.class)).isEqualTo(all.subList(3, 5));
  }

  @ParameterizedTest
  @CsvSource({"limit=0,422", "limit=201,422", "limit=x,400", "cursor=nonsense,400", "cursor=MTp4,400",
      "stage=NOWHERE,400"})
  void a_bad_list_request_is_a_clear_problem(String query, int status) {
    as(Role.RISK_OWNER).get("/v1/ai-systems?" + query)
        .then()
        .statusCode(status)
        .contentType("application/problem+json");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{ | 400",
      "[] | 400",
      "\"text\" | 400",
      "{\"name\":\"x\"} | 422",
      "{\"name\":\"a\",\"name\":\"b\"} | 400",
      "{\"nmae\":\"x\"} | 400",
      "{\"name\":5} | 400",
      "{\"personalData\":\"true\"} | 400",
      "{\"domain\":\"MAGIC\"} | 400",
      "{\"domain\":0} | 400",
      "{\"ownerId\":\"me\"} | 400",
      "{\"name\":\"a\\u0000b\"} | 400",
      "{\"reason\":\"a\\u0000b\"} | 400",
      "{\"name\":\"\\ud800\"} | 400"})
  void a_bad_body_is_a_clear_problem_without_names_of_ours(String body, int status) {
    var answer = as(Role.SYSTEM_OWNER).body(body)
        .post("/v1/ai-systems")
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .extract()
        .asString();

    assertThat(answer).doesNotContain("io.aims", "java.", "jackson", "Exception");
  }

  @Test
  void without_a_token_or_role_nothing_is_shown() {
    given().get("/v1/ai-systems")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", "Bearer")
        .contentType("application/problem+json");
    given().auth()
        .oauth2("not.a.token")
        .get("/v1/ai-systems")
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
    as(Role.EMPLOYEE).get("/v1/ai-systems").then().statusCode(403).contentType("application/problem+json");
    as(Role.RISK_OWNER).body(profile("Not mine")).post("/v1/ai-systems").then().statusCode(403);
  }

  @Test
  void another_organisations_system_looks_like_none() {
    var id = registered();
    var random = UUID.randomUUID().toString();
    var globex = TestRealm.token(TestRealm.GLOBEX, Role.GOVERNANCE_OFFICER);

    for (var path : new String[]{"", "/history"}) {
      var foreign = given().auth().oauth2(globex).get("/v1/ai-systems/" + id + path).then().statusCode(404).extract();
      var none = given().auth().oauth2(globex).get("/v1/ai-systems/" + random + path).then().statusCode(404).extract();
      assertThat(foreign.asString()).isEqualTo(none.asString());
    }
    var list = given().auth()
        .oauth2(globex)
        .get("/v1/ai-systems?limit=200")
        .then()
        .extract()
        .jsonPath()
        .getList("items.id");
    assertThat(list).doesNotContain(id);
  }

  private static String registered() {
    return register("System " + UUID.randomUUID()).statusCode(201).extract().path("id");
  }

  private static ValidatableResponse register(String name) {
    return as(Role.SYSTEM_OWNER).body(profile(name)).post("/v1/ai-systems").then();
  }

  private static ValidatableResponse patch(String id, String condition, String body) {
    var request = as(Role.SYSTEM_OWNER).contentType("application/merge-patch+json").body(body);
    return (condition == null ? request : request.header("If-Match", condition)).patch("/v1/ai-systems/" + id).then();
  }

  private static ValidatableResponse stage(String id, String condition, String to) {
    return as(Role.SYSTEM_OWNER).header("If-Match", condition)
        .body("{\"to\":\"%s\",\"reason\":\"as planned\"}".formatted(to))
        .post("/v1/ai-systems/" + id + "/stage")
        .then();
  }

  private static ValidatableResponse bind(String id, String place) {
    return as(Role.PLATFORM_ENGINEER).header("If-Match", "\"1\"")
        .body(place)
        .post("/v1/ai-systems/" + id + "/bindings")
        .then();
  }

  private static RequestSpecification as(String role) {
    return given().auth().oauth2(TestRealm.token(TestRealm.ACME, role)).contentType(ContentType.JSON);
  }

  private static int number(String reference) {
    return Integer.parseInt(reference.substring(4));
  }

  private static String profile(String name) {
    return """
        {"name":"%s","purpose":"Estimates how likely an applicant is to repay","origin":"IN_HOUSE","organisationRoles":["PROVIDER","DEPLOYER"],
         "autonomyLevel":"SUPERVISED","oversightMode":"HUMAN_IN_THE_LOOP","domain":"CREDIT","affectedGroups":["loan applicants"],
         "jurisdictions":["EU"],"personalData":true,"generative":false,"ownerId":"%s"}"""
        .formatted(name, OWNER);
  }
}
