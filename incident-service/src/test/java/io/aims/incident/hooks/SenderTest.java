package io.aims.incident.hooks;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.count;
import static io.aims.incident.Acme.globex;
import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
import io.aims.incident.Occupied;
import io.aims.incident.authenticity.Authentication;
import io.aims.incident.signal.Profile;
import io.aims.incident.signal.Samples;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

/** Who may send: credentials, their rotation, replays, and what is left of those who may not. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
@QuarkusTestResource(Clouds.class)
class SenderTest {
  private static final byte[] GRAFANA = Samples.own().bytes("grafana-latency-group.json");

  @ParameterizedTest
  @EnumSource(value = Profile.class, names = {"ALERTMANAGER", "GRAFANA", "CLOUDEVENTS", "PAGERDUTY", "DATADOG",
      "MLFLOW", "LANGFUSE", "HUGGING_FACE", "NATIVE"})
  void a_wrong_secret_leaves_nothing_behind_but_a_reason(Profile profile) {
    var sender = Sender.of(profile, Acme.system());
    if (profile == Profile.PAGERDUTY) {
      sender.showing("another-key-of-somebody").deliver(Map.of(), utf8("{}")).statusCode(401);
    } else {
      sender.showing(profile == Profile.NATIVE ? "whsec_" + "A".repeat(43) + "=" : "another-secret")
          .deliver(Map.of(), utf8("{}"))
          .statusCode(401)
          .contentType("application/problem+json");
    }

    assertThat(count("select count(*) from delivery where source_id = '%s'", sender.source())).isZero();
    await().atMost(30, SECONDS).untilAsserted(() -> errors(sender).body("items[0].outcome", equalTo("UNAUTHENTIC")));
  }

  @Test
  void a_token_for_another_account_or_audience_is_no_ticket() {
    var sender = Sender.of(Profile.PUBSUB, Acme.system());
    var delivery = sender.signed(Map.of(), Samples.own().bytes("pubsub-google-incident.json"));

    sender.send(delivery.with("Authorization", "Bearer " + Sender.token("https://aims.test/hook", "evil@p.test")))
        .statusCode(401);
    sender.send(delivery.with("Authorization", "Bearer " + Sender.token("https://other.test", "push@aims.test")))
        .statusCode(401);
    sender.send(delivery.with("Authorization", "Bearer no.token.atall")).statusCode(401);
    sender.send(delivery.with("Authorization", "Bearer " + base64url("{\"alg\":\"RS256\",\"kid\":5}") + ".e30.AAAA"))
        .statusCode(401);
    sender.send(delivery).statusCode(200);
  }

  @Test
  void event_grid_shows_its_token_and_names_a_registered_topic() {
    var sender = Sender.of(Profile.EVENT_GRID, Acme.system());
    var delivery = sender.signed(Map.of("aeg-event-type", "SubscriptionValidation"),
        Samples.own().bytes("eventgrid-validation.json"));

    sender.send(delivery.without("Authorization")).statusCode(401);
    sender.send(delivery.with("Authorization", "Bearer " + Sender.entraToken("api://other"))).statusCode(401);
    sender.send(delivery).statusCode(200).body("validationResponse", equalTo("c0de-1"));
    var elsewhere = new String(delivery.body(), StandardCharsets.UTF_8).replace("risk-ws", "other-ws");
    sender.send(new Sender.Signed(delivery.headers(), utf8(elsewhere))).statusCode(403);
  }

  @Test
  void a_topic_of_event_grid_alone_is_no_credential() {
    var sender = Sender.of(Profile.EVENT_GRID, Acme.system());

    as(Role.PLATFORM_ENGINEER).body("{\"reason\":\"x\",\"topic\":\"" + Sender.WORKSPACE + "\"}")
        .post(credentials(sender))
        .then()
        .statusCode(422)
        .body("violations.field", hasItem("entra"));
  }

  @Test
  void a_signed_id_of_any_length_is_kept_and_counts_once() {
    var sender = Sender.of(Profile.SNS, Acme.system());
    var body = new String(Samples.own().bytes("sns-alarm.json"), StandardCharsets.UTF_8)
        .replaceFirst("\"MessageId\": *\"[^\"]*\"", "\"MessageId\": \"" + noise(6000) + "\"");
    var delivery = sender.signed(Map.of("Content-Type", "text/plain; charset=UTF-8"), utf8(body));

    String first = sender.send(delivery).statusCode(202).extract().path("deliveryId");
    String again = sender.send(delivery).statusCode(202).extract().path("deliveryId");

    assertThat(again).isEqualTo(first);
  }

  @Test
  void unregistered_topics_are_forbidden_and_nothing_is_fetched_for_them() {
    var confirmed = Clouds.confirmed().size();
    var sender = Sender.of(Profile.SNS, Acme.system(), "arn:aws:sns:eu-central-1:210987654321:other");

    sender.deliver(Map.of("Content-Type", "text/plain; charset=UTF-8"), Samples.own().bytes("sns-subscription.json"))
        .statusCode(403);

    assertThat(Clouds.confirmed()).hasSize(confirmed);
    assertThat(count("select count(*) from delivery where source_id = '%s'", sender.source())).isZero();
  }

  @Test
  void a_subscription_to_a_registered_topic_is_confirmed_once() {
    var sender = Sender.of(Profile.SNS, Acme.system());
    var token = UUID.randomUUID().toString();
    var body = new String(Samples.own().bytes("sns-subscription.json"), StandardCharsets.UTF_8).replace("t0k", token);
    var delivery = sender.signed(Map.of("Content-Type", "text/plain; charset=UTF-8"), utf8(body));

    sender.send(delivery).statusCode(200);
    sender.send(delivery).statusCode(200);

    assertThat(Clouds.confirmed().stream().filter(query -> query.contains(token))).hasSize(1);
  }

  @Test
  void a_replayed_delivery_counts_once_whatever_else_it_says() {
    var sender = Sender.of(Profile.GRAFANA, Acme.system());
    var delivery = sender.signed(Map.of(), GRAFANA);

    String first = sender.send(delivery).statusCode(202).extract().path("deliveryId");
    String again = sender.send(delivery.with("Idempotency-Key", "\"" + UUID.randomUUID() + "\""))
        .statusCode(202)
        .extract()
        .path("deliveryId");

    assertThat(again).isEqualTo(first);
    Acme.settled(sender.source());
    assertThat(count("select sum(firing) from signal where source_id = '%s'", sender.source())).isOne();
  }

  @Test
  void what_was_signed_long_ago_is_refused() {
    var sender = Sender.of(Profile.GRAFANA, Acme.system());

    sender.send(sender.signed(Map.of(), GRAFANA, Instant.now().minusSeconds(310))).statusCode(401);

    await().atMost(30, SECONDS).untilAsserted(() -> errors(sender).body("items[0].reason", equalTo("TIMESTAMP_OLD")));
  }

  @Test
  void secrets_are_changed_without_a_gap() {
    var sender = Sender.of(Profile.GRAFANA, Acme.system());
    var old = sender.credential();
    var before = sender.signed(Map.of(), GRAFANA);
    sender.send(before).statusCode(202);

    sender.rotate();
    sender.send(before).statusCode(202);
    sender.deliver(Map.of(), GRAFANA).statusCode(202);
    as(Role.PLATFORM_ENGINEER).body("{\"reason\":\"third\"}")
        .post(credentials(sender))
        .then()
        .statusCode(409)
        .body("allowed", contains("retirement"));
    retire(sender, old).statusCode(200).body("retiredAt", notNullValue());

    sender.send(before).statusCode(401);
    sender.deliver(Map.of(), GRAFANA).statusCode(202);
    retire(sender, old).statusCode(409);
    assertThat(count("select count(*) from hook_credential where id = '%s' and sealed is not null", old)).isZero();
  }

  @Test
  void of_two_that_issue_at_once_one_has_to_retire_another_first() throws Exception {
    var sender = Sender.of(Profile.GRAFANA, Acme.system());
    List<CompletableFuture<ValidatableResponse>> asked;
    try (var people = Executors.newVirtualThreadPerTaskExecutor();
        var occupied = new Occupied("hook_source", sender.source())) {
      asked = Stream.generate(() -> CompletableFuture.supplyAsync(() -> issue(sender.source(), "at-once"), people))
          .limit(2)
          .toList();
      occupied.awaitOthers(2);
    }

    var answers = asked.stream()
        .map(CompletableFuture::join)
        .collect(toMap(answer -> answer.extract().statusCode(), answer -> answer));

    assertThat(answers).containsOnlyKeys(201, 409);
    answers.get(409).body("allowed", contains("retirement")).body("$", not(hasKey("secret")));
    assertThat(count("select count(*) from hook_credential where source_id = '%s'", sender.source())).isEqualTo(2);
    assertThat(count("select version from hook_source where id = '%s'", sender.source())).isEqualTo(3);
  }

  /** Two of one key show that no answer was kept; the search that finds no secret finds what is not one. */
  @Test
  void one_key_makes_two_secrets_and_the_database_holds_neither() throws Exception {
    var source = Acme.source(Acme.system(), Profile.GRAFANA, Authentication.GRAFANA_HMAC);

    var issued = Stream
        .generate(() -> issue(source, "same").statusCode(201).header("Cache-Control", containsString("no-store")))
        .limit(2)
        .map(ValidatableResponse::extract)
        .toList();

    assertThat(issued).extracting(each -> each.<String>path("id")).doesNotHaveDuplicates();
    assertThat(issued).extracting(each -> each.<String>path("secret")).doesNotHaveDuplicates();
    for (var each : issued) {
      assertThat(rowsWith(each.path("id"))).as("its own and that of its event").isGreaterThan(1);
      assertThat(rowsWith(each.path("secret"))).isZero();
    }
  }

  private static ValidatableResponse issue(String source, String key) {
    return as(Role.PLATFORM_ENGINEER).header("Idempotency-Key", "\"" + key + "\"")
        .body("{\"reason\":\"set up\"}")
        .post("/v1/hook-sources/" + source + "/credentials")
        .then();
  }

  /** How many rows of the whole database hold it, as text or as the bytes of one. */
  private static long rowsWith(String text) throws SQLException {
    var rows = 0L;
    try (var connection = TenancyContract.superuser();
        var tables = connection.createStatement().executeQuery("""
            select quote_ident(relname) from pg_class
            where relkind = 'r' and relnamespace = 'public'::regnamespace""")) {
      while (tables.next()) {
        rows += count("select count(*) from %s t where position('%s' in t::text) > 0 or position('%s' in t::text) > 0",
            tables.getString(1), text, HexFormat.of().formatHex(utf8(text)));
      }
    }
    return rows;
  }

  @Test
  void a_secret_is_shown_once_and_nowhere_else() {
    var sender = Sender.of(Profile.GRAFANA, Acme.system());
    assertThat(sender.secret()).hasSizeGreaterThan(32);
    sender.deliver(Map.of(), GRAFANA).statusCode(202);

    await().atMost(30, SECONDS)
        .untilAsserted(() -> as(Role.INTERNAL_AUDITOR).get(credentials(sender))
            .then()
            .statusCode(200)
            .body("items", hasSize(1))
            .body("items[0]", not(hasKey("secret")))
            .body("items[0].lastUsedAt", notNullValue()));
    var history = as(Role.INTERNAL_AUDITOR).get("/v1/hook-sources/" + sender.source() + "/history").then();
    assertThat(
        history.body("items.type", hasItem("aims.incident.hook-source.credential-issued.v1")).extract().asString())
        .doesNotContain(sender.secret());
    assertThat(count("select count(*) from hook_credential where position(convert_to('%s', 'UTF8') in sealed) > 0",
        sender.secret())).isZero();
    as(Role.PLATFORM_ENGINEER).get("/v1/hook-sources/" + sender.source())
        .then()
        .body("lastSeenAt", notNullValue())
        .body("authentication", equalTo("GRAFANA_HMAC"));
  }

  @Test
  void what_is_turned_away_is_listed_without_its_content() {
    var sender = Sender.of(Profile.NATIVE, Acme.system());

    sender.deliver(Map.of(), Samples.own().bytes("standardwebhooks-misspelt.json")).statusCode(400);

    await().atMost(30, SECONDS)
        .untilAsserted(() -> errors(sender).body("items[0].outcome", equalTo("REJECTED"))
            .body("items[0].reason", equalTo("NOT_NATIVE"))
            .body("items[0].place", equalTo("/data/severty")));
    assertThat(count("select count(*) from delivery where source_id = '%s'", sender.source())).isZero();
    globex(Role.GOVERNANCE_OFFICER).get("/v1/hook-sources/" + sender.source() + "/errors").then().statusCode(404);
    as(Role.EMPLOYEE).get("/v1/hook-sources/" + sender.source() + "/errors").then().statusCode(403);
  }

  @Test
  void an_event_that_nobody_knows_among_others_is_told_of_and_the_others_count() {
    var sender = Sender.of(Profile.CLOUDEVENTS, Acme.system());
    var batch = """
        [{"specversion":"1.0","id":"1","source":"/detectors","type":"com.example.inference.drift","data":{"data":{"is_drift":1}}},
         {"specversion":"1.0","id":"2","source":"/detectors","type":"com.example.coffee","data":{}}]""";

    sender.deliver(Map.of("Content-Type", "application/cloudevents-batch+json"), utf8(batch)).statusCode(200);

    await().atMost(30, SECONDS)
        .untilAsserted(() -> errors(sender).body("items[0].outcome", equalTo("QUARANTINED"))
            .body("items[0].reason", equalTo("EVENT_TYPE_UNKNOWN")));
    Acme.settled(sender.source());
    assertThat(count("select count(*) from incident where hook_source_id = '%s'", sender.source())).isOne();
  }

  @Test
  void a_disabled_source_is_closed_for_credentials_as_well() {
    var sender = Sender.of(Profile.GRAFANA, Acme.system());
    as(Role.GOVERNANCE_OFFICER).header("If-Match", "\"2\"")
        .body("{\"reason\":\"maintenance\"}")
        .post("/v1/hook-sources/" + sender.source() + "/disabling")
        .then()
        .statusCode(200);

    sender.deliver(Map.of(), GRAFANA).statusCode(409);
  }

  @Test
  void an_alert_that_shows_a_secret_needs_no_token_and_a_source_of_tokens_takes_no_secret() {
    var sender = Sender.of(Profile.ALERTMANAGER, Acme.system());
    sender.deliver(Map.of(), utf8(Alert.bias().posted())).statusCode(202);
    var other = Acme.source();

    as(Role.PLATFORM_ENGINEER).body("{\"reason\":\"x\"}")
        .post("/v1/hook-sources/" + other + "/credentials")
        .then()
        .statusCode(409);
    Acme.monitor().body(Alert.bias().posted()).post("/v1/hooks/" + sender.source()).then().statusCode(401);
  }

  @Test
  void the_set_up_names_the_hook_and_no_secret() {
    var sender = Sender.of(Profile.GRAFANA, Acme.system());
    var address = "http://127.0.0.1:8080/v1/hooks/" + sender.source();
    var path = "/v1/hook-sources/" + sender.source() + "/setup";

    as(Role.PLATFORM_ENGINEER).accept("application/json")
        .get(path)
        .then()
        .statusCode(200)
        .body("hook", equalTo(address))
        .body("blocks[0].code", org.hamcrest.Matchers.containsString(address));
    assertThat(as(Role.PLATFORM_ENGINEER).accept("text/plain").get(path).then().statusCode(200).extract().asString())
        .contains(address, "<HOOK_SECRET>")
        .doesNotContain(sender.secret());
    globex(Role.PLATFORM_ENGINEER).get(path).then().statusCode(404);
    as(Role.EMPLOYEE).get(path).then().statusCode(403);
  }

  @Test
  void credentials_are_for_their_organisation_and_its_engineers() {
    var sender = Sender.of(Profile.GRAFANA, Acme.system());

    globex(Role.PLATFORM_ENGINEER).body("{\"reason\":\"x\"}").post(credentials(sender)).then().statusCode(404);
    globex(Role.PLATFORM_ENGINEER).get(credentials(sender)).then().statusCode(404);
    as(Role.INCIDENT_RESPONDER).body("{\"reason\":\"x\"}").post(credentials(sender)).then().statusCode(403);
    Acme.monitor().body("{\"reason\":\"x\"}").post(credentials(sender)).then().statusCode(403);
    as(Role.PLATFORM_ENGINEER).body("{}").post(credentials(sender)).then().statusCode(422);
    as(Role.PLATFORM_ENGINEER).body("{\"reason\":\"x\",\"topic\":\"t\"}")
        .post(credentials(sender))
        .then()
        .statusCode(422);
    as(Role.PLATFORM_ENGINEER).body("{\"reason\":\"x\"}")
        .post(credentials(sender) + "/" + UUID.randomUUID() + "/retirement")
        .then()
        .statusCode(404);
  }

  private static ValidatableResponse errors(Sender sender) {
    return as(Role.PLATFORM_ENGINEER).get("/v1/hook-sources/" + sender.source() + "/errors").then().statusCode(200);
  }

  private static ValidatableResponse retire(Sender sender, String credential) {
    return as(Role.PLATFORM_ENGINEER).body("{\"reason\":\"rotated\"}")
        .post(credentials(sender) + "/" + credential + "/retirement")
        .then();
  }

  private static String credentials(Sender sender) {
    return "/v1/hook-sources/" + sender.source() + "/credentials";
  }

  private static String base64url(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(utf8(text));
  }

  /** Letters that no index can make shorter. */
  private static String noise(int length) {
    return new Random(1).ints(length, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
