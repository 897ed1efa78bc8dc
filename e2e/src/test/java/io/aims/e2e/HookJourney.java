package io.aims.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import io.aims.local.story.Portal;

/** Monitors that can't sign in with the realm come through the gateway all the same, and nobody else does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HookJourney {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final byte[] DRIFT = utf8("""
      {"type":"ai.signal.firing","timestamp":"2026-01-31T12:00:00Z","data":{"kind":"drift","severity":"major",
       "status":"firing","fingerprint":"psi/income"}}""");
  private final RunningStack stack = RunningStack.get();
  private final Inhabitants acme = new Inhabitants(stack, "acme");
  private final Portal.Account engineer = stack.portal().as("platform-engineer", "acme");
  private String system;

  @BeforeAll
  void there_is_a_system() {
    system = acme.register("Watched " + UUID.randomUUID());
  }

  @Test
  void grafana_signs_and_its_alert_becomes_an_incident() {
    var source = HookSource.register(stack, engineer, Monitor.GRAFANA, system);
    var body = """
        {"orgId":1,"status":"firing","alerts":[{"status":"firing",
         "labels":{"alertname":"Gap","kind":"fairness","severity":"critical"},"annotations":{"summary":"Gap"},
         "startsAt":"2026-11-20T08:30:00Z","endsAt":"0001-01-01T00:00:00Z","fingerprint":"0a1b2c3d4e5f6071"}]}""";
    var signed = source.signed(Map.of(), utf8(body));

    assertThat(source.send(signed).statusCode()).isEqualTo(202);
    assertThat(source.send(signed.with(utf8(body + " "))).statusCode()).isEqualTo(401);
    assertThat(source.send(signed.without("X-Grafana-Alerting-Signature")).statusCode()).isEqualTo(401);

    Portal.until(SOON,
        () -> stack.portal().as("incident-responder", "acme").get("/v1/incidents?kind=FAIRNESS&systemId=" + system),
        answer -> answer.status() == 200 && answer.body().path("items").size() == 1);
    Portal.until(SOON, () -> engineer.get("/v1/hook-sources/" + source.id() + "/errors"),
        answer -> answer.status() == 200 && answer.text().contains("SIGNATURE_WRONG"));
  }

  @Test
  void an_application_of_our_own_signs_by_standard_webhooks_and_its_secret_can_be_changed() {
    var old = HookSource.register(stack, engineer, Monitor.NATIVE, system);
    var next = old.rotated(engineer);

    assertThat(old.send(old.signed(Map.of(), DRIFT)).statusCode()).isEqualTo(202);
    assertThat(next.send(next.signed(Map.of(), DRIFT)).statusCode()).isEqualTo(202);

    var credentials = "/v1/hook-sources/" + old.id() + "/credentials";
    var first = engineer.get(credentials)
        .expect(200)
        .body()
        .at("/items/1/id")
        .asText();
    engineer.post(credentials + "/" + first + "/retirement", Map.of("reason", "rotated")).expect(200);
    assertThat(old.send(old.signed(Map.of(), DRIFT)).statusCode()).isEqualTo(401);
    assertThat(next.send(next.signed(Map.of(), DRIFT)).statusCode()).isEqualTo(202);
  }

  @Test
  void who_names_a_topic_of_event_grid_and_shows_no_token_is_not_answered() {
    var source = HookSource.register(stack, engineer, Monitor.EVENT_GRID, system);
    var body = """
        [{"id":"1","topic":"%s","subject":"","eventType":"Microsoft.EventGrid.SubscriptionValidationEvent",
          "eventTime":"2026-11-20T08:00:00Z","data":{"validationCode":"c0de"},"metadataVersion":"1","dataVersion":"1"}]"""
        .formatted(Monitor.WORKSPACE);

    var answer = source.send(new Signing.Delivery(
        Map.of("Content-Type", "application/json", "aeg-event-type", "SubscriptionValidation"), utf8(body)));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).doesNotContain("c0de");
  }

  @Test
  void event_grid_asks_before_it_sends_cloud_events_and_hears_yes_only_where_it_is_expected() {
    var source = HookSource.register(stack, engineer, Monitor.EVENT_GRID, system);
    var grafana = HookSource.register(stack, engineer, Monitor.GRAFANA, system);
    var nowhere = new HookSource(stack.gateway(), Monitor.EVENT_GRID, UUID.randomUUID().toString(), "");

    var yes = source.permission("eventgrid.azure.net");

    assertThat(yes.statusCode()).isEqualTo(200);
    assertThat(yes.headers().firstValue("WebHook-Allowed-Origin")).hasValue("eventgrid.azure.net");
    assertThat(yes.headers().firstValue("WebHook-Allowed-Rate")).isPresent();
    assertThat(yes.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
    assertThat(source.permission("evil.example").statusCode()).isEqualTo(403);
    assertThat(grafana.permission("eventgrid.azure.net").statusCode()).isEqualTo(404);
    assertThat(grafana.permission("eventgrid.azure.net").body())
        .isEqualTo(nowhere.permission("eventgrid.azure.net").body());
    Portal.until(SOON, () -> engineer.get("/v1/hook-sources/" + source.id() + "/errors"),
        answer -> answer.status() == 200 && answer.text().contains("ORIGIN_UNEXPECTED"));
  }

  @Test
  void a_token_of_another_issuer_reaches_the_source_and_is_judged_there() {
    var source = HookSource.register(stack, engineer, Monitor.PUBSUB, system);
    var foreign = base64url("{\"alg\":\"none\"}") + "." + base64url("{\"iss\":\"https://accounts.google.com\"}") + ".x";
    var delivery = new Signing.Delivery(
        Map.of("Content-Type", "application/json", "Authorization", "Bearer " + foreign), utf8("{}"));

    assertThat(source.send(delivery).statusCode()).isEqualTo(401);
    Portal.until(SOON, () -> engineer.get("/v1/hook-sources/" + source.id() + "/errors"),
        answer -> answer.status() == 200 && answer.text().contains("TOKEN_INVALID"));
  }

  private static String base64url(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(utf8(text));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
