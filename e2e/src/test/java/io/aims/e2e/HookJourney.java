package io.aims.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import io.aims.local.story.Portal;

/** Monitors that can't sign in with the realm come through the gateway all the same, and nobody else does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HookJourney {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String WORKSPACE = "/subscriptions/00000000-1111-2222-3333-444444444444/resourceGroups/ml";
  private final RunningStack stack = RunningStack.get();
  private final Inhabitants acme = new Inhabitants(stack, "acme");
  private final HttpClient monitor = HttpClient.newHttpClient();
  private final Portal.Account engineer = stack.portal().as("platform-engineer", "acme");
  private String system;

  @BeforeAll
  void there_is_a_system() {
    system = acme.register("Watched " + UUID.randomUUID());
  }

  @Test
  void grafana_signs_and_its_alert_becomes_an_incident() throws Exception {
    var source = source("GRAFANA", Map.of());
    var secret = credential(source, Map.of());
    var now = Long.toString(Instant.now().getEpochSecond());
    var body = """
        {"orgId":1,"status":"firing","alerts":[{"status":"firing","labels":{"alertname":"Gap","kind":"fairness","severity":"critical"},
         "annotations":{"summary":"Gap"},"startsAt":"2026-11-20T08:30:00Z","endsAt":"0001-01-01T00:00:00Z","fingerprint":"0a1b2c3d4e5f6071"}]}""";
    var signature = HexFormat.of().formatHex(hmac(utf8(secret), now + ":" + body));
    var signed = Map.of("X-Grafana-Alerting-Timestamp", now, "X-Grafana-Alerting-Signature", signature);

    assertThat(deliver(source, signed, body).statusCode()).isEqualTo(202);
    assertThat(deliver(source, signed, body + " ").statusCode()).isEqualTo(401);
    assertThat(deliver(source, Map.of(), body).statusCode()).isEqualTo(401);

    Portal.until(SOON,
        () -> stack.portal().as("incident-responder", "acme").get("/v1/incidents?kind=FAIRNESS&systemId=" + system),
        answer -> answer.status() == 200 && answer.body().path("items").size() == 1);
    Portal.until(SOON, () -> engineer.get("/v1/hook-sources/" + source + "/errors"),
        answer -> answer.status() == 200 && answer.text().contains("SIGNATURE_WRONG"));
  }

  @Test
  void an_application_of_our_own_signs_by_standard_webhooks_and_its_secret_can_be_changed() throws Exception {
    var source = source("NATIVE", Map.of("authentication", "STANDARD_WEBHOOKS"));
    var old = credential(source, Map.of());
    var next = credential(source, Map.of());

    assertThat(deliver(source, standard(old, drift()), drift()).statusCode()).isEqualTo(202);
    assertThat(deliver(source, standard(next, drift()), drift()).statusCode()).isEqualTo(202);

    var first = engineer.get("/v1/hook-sources/" + source + "/credentials")
        .expect(200)
        .body()
        .at("/items/1/id")
        .asText();
    engineer.post("/v1/hook-sources/" + source + "/credentials/" + first + "/retirement", Map.of("reason", "rotated"))
        .expect(200);
    assertThat(deliver(source, standard(old, drift()), drift()).statusCode()).isEqualTo(401);
    assertThat(deliver(source, standard(next, drift()), drift()).statusCode()).isEqualTo(202);
  }

  @Test
  void who_names_a_topic_of_event_grid_and_shows_no_token_is_not_answered() throws Exception {
    var source = source("EVENT_GRID", Map.of());
    credential(source,
        Map.of("topic", WORKSPACE, "entra",
            Map.of("directory", "11111111-2222-3333-4444-555555555555", "audience", "api://aims")));
    var body = """
        [{"id":"1","topic":"%s","subject":"","eventType":"Microsoft.EventGrid.SubscriptionValidationEvent",
          "eventTime":"2026-11-20T08:00:00Z","data":{"validationCode":"c0de"},"metadataVersion":"1","dataVersion":"1"}]"""
        .formatted(WORKSPACE);

    var answer = deliver(source, Map.of("aeg-event-type", "SubscriptionValidation"), body);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).doesNotContain("c0de");
  }

  @Test
  void a_token_of_another_issuer_reaches_the_source_and_is_judged_there() throws Exception {
    var source = source("PUBSUB", Map.of());
    credential(source, Map.of("audience", "https://aims.test", "serviceAccount", "push@p.iam.gserviceaccount.com"));
    var foreign = base64url("{\"alg\":\"none\"}") + "." + base64url("{\"iss\":\"https://accounts.google.com\"}") + ".x";

    assertThat(deliver(source, Map.of("Authorization", "Bearer " + foreign), "{}").statusCode()).isEqualTo(401);
    Portal.until(SOON, () -> engineer.get("/v1/hook-sources/" + source + "/errors"),
        answer -> answer.status() == 200 && answer.text().contains("TOKEN_INVALID"));
  }

  private String source(String profile, Map<String, String> more) {
    var request = new TreeMap<>(more);
    request.putAll(Map.of("name", profile + " monitor", "profile", profile, "systemId", system));
    return Portal.until(SOON, () -> engineer.post("/v1/hook-sources", request), a -> a.status() == 201).id();
  }

  private String credential(String source, Map<String, ?> more) {
    var request = new TreeMap<String, Object>(more);
    request.put("reason", "set up");
    return engineer.post("/v1/hook-sources/" + source + "/credentials", request)
        .expect(201)
        .body()
        .path("secret")
        .asText();
  }

  private HttpResponse<String> deliver(String source, Map<String, String> headers, String body)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(stack.gateway() + "/v1/hooks/" + source))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return monitor.send(request.build(), BodyHandlers.ofString());
  }

  private static String drift() {
    return """
        {"type":"ai.signal.firing","timestamp":"2026-01-31T12:00:00Z","data":{"kind":"drift","severity":"major","status":"firing",
         "fingerprint":"psi/income"}}""";
  }

  private static Map<String, String> standard(String secret, String body) throws GeneralSecurityException {
    var id = "msg_" + UUID.randomUUID();
    var now = Long.toString(Instant.now().getEpochSecond());
    var key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    return Map.of("webhook-id", id, "webhook-timestamp", now, "webhook-signature",
        "v1," + Base64.getEncoder().encodeToString(hmac(key, id + "." + now + "." + body)));
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(utf8(text));
  }

  private static String base64url(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(utf8(text));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
