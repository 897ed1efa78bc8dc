package io.aims.incident.authenticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.incident.authenticity.Verdict.Genuine;
import io.aims.incident.authenticity.VerifiedTokens.Token;
import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Profile;
import io.aims.incident.signal.answer.Outcome;

class SchemesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

  @Test
  void two_live_secrets_verify_while_they_are_rotated_and_the_old_one_no_longer_after() {
    var old = Vectors.own().stream().filter(v -> v.toString().equals("mlflow")).findFirst().orElseThrow();
    var secret = old.json().path("secret").asText();

    assertThat(new MlflowSignature(Keys.raw("new", secret)).verify(old.headers(), old.body(), old.now()))
        .isInstanceOf(Genuine.class);
    assertThat(new MlflowSignature(Keys.raw("new")).verify(old.headers(), old.body(), old.now()))
        .isEqualTo(Verdict.doubtful(Doubt.SIGNATURE_WRONG));
  }

  @Test
  void no_third_secret_no_empty_one_and_none_that_is_malformed() {
    assertThatThrownBy(() -> Keys.raw("a", "b", "c")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Keys.raw()).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Keys.raw("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Keys.standard("plain")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Keys.standard("whsec_***")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Ed25519Key.of("whpk_AAAA")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StandardWebhooks(null, List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThat(Keys.raw("hidden").toString()).doesNotContain("hidden");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000000000000000000000000000000000000000000000000000000000000000",
      "0000000000000000000000000000000000000000000000000000000000000080",
      "0100000000000000000000000000000000000000000000000000000000000000",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"})
  void a_public_key_that_anybody_can_sign_for_is_refused(String hex) {
    var key = "whpk_" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));

    assertThatThrownBy(() -> Ed25519Key.of(key)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("small order");
  }

  @ParameterizedTest
  @CsvSource({"99, TOO_MANY_SIGNATURES", "10, TOO_MANY_SIGNATURES", "9, -"})
  void a_list_of_signatures_has_an_end(int others, String doubt) {
    var vector = Vectors.own().stream().filter(v -> v.toString().equals("standard-webhooks v1")).findFirst().get();
    var headers = new TreeMap<>(vector.headers().byName());
    headers.put("webhook-signature", "v1,x ".repeat(others) + vector.headers().get("webhook-signature"));

    var verdict = vector.scheme().verify(Headers.of(headers), vector.body(), vector.now());

    assertThat(verdict instanceof Verdict.Doubtful doubtful ? doubtful.why().name() : "-").isEqualTo(doubt);
  }

  @ParameterizedTest
  @CsvSource({"abc, TIMESTAMP_MALFORMED", "-1, TIMESTAMP_MALFORMED", "1.5, TIMESTAMP_MALFORMED",
      "1795161600000, TIMESTAMP_MALFORMED", "'', TIMESTAMP_MISSING", "1795161299, TIMESTAMP_OLD",
      "1795161901, TIMESTAMP_AHEAD", "99999999999, TIMESTAMP_AHEAD"})
  void a_timestamp_is_a_recent_count_of_seconds(String seconds, Doubt doubt) {
    var headers = Headers.of(Map.of("webhook-id", "m", "webhook-timestamp", seconds, "webhook-signature", "v1,AAAA"));

    assertThat(new StandardWebhooks(Keys.raw("k"), List.of()).verify(headers, BODY, NOW))
        .isEqualTo(Verdict.doubtful(doubt));
  }

  @Test
  void hex_in_upper_case_is_not_what_grafana_sends() {
    var vector = Vectors.own().getFirst();
    var upper = Headers.of(Map.of("X-Grafana-Alerting-Signature",
        vector.headers().get("x-grafana-alerting-signature").toUpperCase(java.util.Locale.ROOT)));

    assertThat(vector.scheme().verify(upper, vector.body(), NOW)).isEqualTo(Verdict.doubtful(Doubt.SIGNATURE_WRONG));
  }

  @ParameterizedTest
  @CsvSource({"v2;AAAA, SIGNATURE_MALFORMED", "v1;, SIGNATURE_WRONG"})
  void a_signature_of_mlflow_names_its_version(String signature, Doubt doubt) {
    var headers = Headers.of(Map.of("x-mlflow-signature", signature.replace(';', ','), "x-mlflow-delivery-id", "d",
        "x-mlflow-timestamp", "1795161600"));

    assertThat(new MlflowSignature(Keys.raw("k")).verify(headers, BODY, NOW)).isEqualTo(Verdict.doubtful(doubt));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1=00", "t=1795161600", "t=1795161600,v1=ABCD", "t=1795161600,v0=00"})
  void a_signature_of_langfuse_has_a_time_and_hex(String signature) {
    assertThat(new LangfuseSignature(Keys.raw("k")).verify(Headers.of(Map.of("x-langfuse-signature", signature)), BODY,
        NOW)).isEqualTo(Verdict.doubtful(Doubt.SIGNATURE_MALFORMED));
  }

  @ParameterizedTest
  @CsvSource({"X-Webhook-Secret, s3cret, -", "X-Webhook-Secret, old, -", "X-Webhook-Secret, S3cret, CREDENTIAL_WRONG",
      "X-Webhook-Secret, s3cret2, CREDENTIAL_WRONG", "X-Other, s3cret, CREDENTIAL_MISSING"})
  void a_secret_in_a_header_is_one_of_the_live_ones(String header, String value, String doubt) {
    var verdict = SecretHeader.huggingFace(Keys.raw("s3cret", "old"))
        .verify(Headers.of(Map.of(header, value)), BODY,
            NOW);

    assertThat(words(verdict)).isEqualTo(doubt);
  }

  @ParameterizedTest
  @CsvSource({"Bearer s3cret, -", "bearer  s3cret, -", "s3cret, CREDENTIAL_MISSING", "Basic s3cret, CREDENTIAL_MISSING",
      "Bearer other, CREDENTIAL_WRONG"})
  void a_bearer_secret_has_its_prefix(String value, String doubt) {
    var verdict = SecretHeader.bearer(Keys.raw("s3cret")).verify(Headers.of(Map.of("Authorization", value)), BODY, NOW);

    assertThat(words(verdict)).isEqualTo(doubt);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"{\"routing_key\":\"r1\"} | -", "{\"routing_key\":\"r2\"} | CREDENTIAL_WRONG",
      "{\"routing_key\":7} | CREDENTIAL_MISSING", "{} | CREDENTIAL_MISSING", "{ | CREDENTIAL_MISSING",
      "{\"routing_key\":\"r1\",\"routing_key\":\"r2\"} | CREDENTIAL_MISSING"})
  void pagerduty_has_its_key_in_the_body(String body, String doubt) {
    var verdict = new RoutingKey(Keys.raw("r1")).verify(Headers.none(), body.getBytes(StandardCharsets.UTF_8), NOW);

    assertThat(words(verdict)).isEqualTo(doubt);
  }

  @ParameterizedTest
  @CsvSource({"https://accounts.google.com, https://aims.test, pusher@p.test, true, -",
      "accounts.google.com, https://aims.test, pusher@p.test, true, -",
      "https://evil.test, https://aims.test, pusher@p.test, true, ISSUER_WRONG",
      "https://accounts.google.com, https://other.test, pusher@p.test, true, AUDIENCE_WRONG",
      "https://accounts.google.com, https://aims.test, other@p.test, true, SENDER_WRONG",
      "https://accounts.google.com, https://aims.test, , true, SENDER_WRONG",
      "https://accounts.google.com, https://aims.test, pusher@p.test, false, SENDER_WRONG"})
  void google_vouches_for_one_service_account(String issuer, String audience, String email, boolean verified,
      String doubt) {
    var claims = new Claims(issuer, List.of(audience), "1", email, verified, null);
    var scheme = new GoogleToken((jwt, now) -> new Token.Verified(claims), "https://aims.test", "pusher@p.test");

    assertThat(words(scheme.verify(bearer("t"), BODY, NOW))).isEqualTo(doubt);
  }

  @Test
  void a_token_that_is_missing_invalid_or_beyond_telling_is_named() {
    VerifiedTokens tokens = (jwt, now) -> jwt.equals("old") ? new Token.Invalid() : new Token.Unknown();
    var scheme = new GoogleToken(tokens, "a", "e");

    assertThat(words(scheme.verify(Headers.none(), BODY, NOW))).isEqualTo("TOKEN_MISSING");
    assertThat(words(scheme.verify(bearer("old"), BODY, NOW))).isEqualTo("TOKEN_INVALID");
    assertThat(words(scheme.verify(bearer("any"), BODY, NOW))).isEqualTo("TOKEN_KEYS_UNAVAILABLE");
  }

  @Test
  void who_names_a_topic_and_shows_no_token_does_not_come_from_event_grid() {
    var entra = new EventGridAccess.Entra((jwt, now) -> new Token.Invalid(), "i", "a", "app");
    var scheme = new EventGridAccess(Set.of("/sub/1"), entra);
    var body = "[{\"topic\":\"/sub/1\"}]".getBytes(StandardCharsets.UTF_8);

    assertThat(words(scheme.verify(Headers.none(), body, NOW))).isEqualTo("TOKEN_MISSING");
    assertThat(words(scheme.verify(bearer("forged"), body, NOW))).isEqualTo("TOKEN_INVALID");
  }

  @Test
  void a_token_whose_key_has_to_be_fetched_waits_for_it() {
    VerifiedTokens tokens = (jwt, now) -> new Token.Awaited(() -> CompletableFuture.completedFuture(null));

    assertThat(new GoogleToken(tokens, "a", "e").verify(bearer("t"), BODY, NOW)).isInstanceOfSatisfying(
        Verdict.Pending.class, pending -> assertThat(pending.why()).isEqualTo(Doubt.TOKEN_KEYS_UNAVAILABLE));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"[{\"topic\":\"/SUB/1\"}] | app | -",
      "[{\"topic\":\"/sub/1\"},{\"topic\":\"/sub/2\"}] | app | TOPIC_UNREGISTERED", "[{}] | app | TOPIC_UNREGISTERED",
      "[] | app | MESSAGE_MALFORMED", "{} | app | MESSAGE_MALFORMED",
      "[{\"topic\":\"/sub/1\"}] | other | SENDER_WRONG",
      "{\"specversion\":\"1.0\",\"source\":\"/SUB/1\"} | app | -",
      "{\"specversion\":\"1.0\",\"source\":\"/sub/1\"} | other | SENDER_WRONG",
      "[{\"specversion\":\"1.0\",\"source\":\"/sub/1\"},{\"specversion\":\"1.0\",\"source\":\"/sub/1\"}] | app | -",
      "[{\"specversion\":\"1.0\",\"source\":\"/sub/1\"},{\"specversion\":\"1.0\",\"source\":\"/sub/2\"}] | app | TOPIC_UNREGISTERED",
      "{\"specversion\":\"1.0\",\"source\":\"/sub/2\",\"topic\":\"/sub/1\"} | app | TOPIC_UNREGISTERED",
      "{\"specversion\":\"1.0\",\"topic\":\"/sub/1\"} | app | TOPIC_UNREGISTERED",
      "[{\"source\":\"/sub/1\",\"topic\":\"/sub/2\"}] | app | TOPIC_UNREGISTERED",
      "{\"source\":\"/sub/1\"} | app | MESSAGE_MALFORMED", "[[]] | app | TOPIC_UNREGISTERED",
      "{\"specversion\":\"1.0\",\"source\":\"/sub/2\",\"source\":\"/sub/1\"} | app | MESSAGE_MALFORMED",
      "{\"specversion\":\"1.0\",\"source\":\"/sub/1\"} {} | app | MESSAGE_MALFORMED"})
  void event_grid_comes_from_a_registered_topic_and_by_its_application(String body, String client, String doubt) {
    VerifiedTokens tokens = (jwt, now) -> new Token.Verified(new Claims("i", List.of("a"), null, null, false, jwt));
    var scheme = new EventGridAccess(Set.of("/sub/1"), new EventGridAccess.Entra(tokens, "i", "a", "app"));

    assertThat(words(scheme.verify(bearer(client), body.getBytes(StandardCharsets.UTF_8), NOW))).isEqualTo(doubt);
  }

  @ParameterizedTest
  @EnumSource(Doubt.class)
  void each_doubt_has_an_answer_that_takes_nothing_in(Doubt doubt) {
    assertThat(doubt.outcome()).isIn(Outcome.UNAUTHENTIC, Outcome.FORBIDDEN, Outcome.REJECTED,
        Outcome.KEYS_UNAVAILABLE);
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void each_profile_has_a_way_to_show_who_sends(Profile profile) {
    assertThat(Authentication.of(profile)).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void nothing_that_a_sender_can_send_makes_a_scheme_throw() {
    var junk = Base64.getEncoder().encodeToString(new byte[64]);
    var values = List.of("", " ", ",", "v1", "v1,", "v1a," + junk, "v1a,*", "t=,v1=", "Bearer", "\u0000",
        "é".repeat(300));
    var bodies = List.of(new byte[0], BODY, "[[[[".repeat(50_000).getBytes(StandardCharsets.UTF_8), new byte[]{-1, 0});
    for (var value : values) {
      var headers = new TreeMap<String, String>();
      List.of("webhook-id", "webhook-signature", "x-mlflow-signature", "x-mlflow-delivery-id", "authorization",
          "x-langfuse-signature", "x-grafana-alerting-signature").forEach(name -> headers.put(name, value));
      List.of("webhook-timestamp", "x-mlflow-timestamp").forEach(name -> headers.put(name, "1795161600"));
      for (var body : bodies) {
        for (var scheme : schemes()) {
          assertThat(scheme.verify(Headers.of(headers), body, NOW)).isInstanceOf(Verdict.Doubtful.class);
        }
      }
    }
  }

  private static List<Scheme> schemes() {
    var keys = Keys.raw("k");
    return List.of(new GrafanaSignature(keys, null), new GrafanaSignature(keys, "webhook-timestamp"),
        new MlflowSignature(keys), new LangfuseSignature(keys),
        new StandardWebhooks(keys,
            List.of(Ed25519Key.of(Vectors.own().getLast().json().path("public").asText()))),
        new SnsSignature(SnsFixture.TENANT, Set.of(SnsFixture.TOPIC),
            new SigningCertificates(address -> CompletableFuture.completedFuture(SnsFixture.pem("signing.pem")))),
        new GoogleToken((jwt, now) -> new Token.Invalid(), "a", "e"),
        new EventGridAccess(Set.of("t"),
            new EventGridAccess.Entra((jwt, now) -> new Token.Invalid(), "i", "a", "app")),
        SecretHeader.bearer(keys), new RoutingKey(keys));
  }

  private static Headers bearer(String token) {
    return Headers.of(Map.of("Authorization", "Bearer " + token));
  }

  private static String words(Verdict verdict) {
    return verdict instanceof Verdict.Doubtful doubtful ? doubtful.why().name() : "-";
  }
}
