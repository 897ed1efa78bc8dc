package io.aims.incident.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.incident.authenticity.Authentication;
import io.aims.incident.authenticity.Keys;
import io.aims.incident.source.IssueCredential.Entra;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.refusal.Refusal.Violation;

class CredentialPolicyTest {
  private static final String TOPIC = "arn:aws:sns:eu-central-1:210987654321:ml-alarms";
  private static final String WORKSPACE = "/subscriptions/00000000-1111-2222-3333-444444444444/resourceGroups/ml";
  private static final String DIRECTORY = "11111111-2222-3333-4444-555555555555";

  @ParameterizedTest
  @EnumSource(value = Authentication.class, names = {"GRAFANA_HMAC", "MLFLOW_HMAC", "SECRET_HEADER", "ROUTING_KEY",
      "STANDARD_WEBHOOKS"})
  void a_secret_is_made_long_and_never_twice(Authentication way) {
    var one = CredentialPolicy.material(way, nothing());
    var other = CredentialPolicy.material(way, nothing());

    assertThat(one.ours()).isTrue();
    assertThat(one.secret()).hasSizeGreaterThanOrEqualTo(32).isNotEqualTo(other.secret());
    assertThat(one.facts()).isEmpty();
    assertThat(one.toString()).doesNotContain(one.secret());
  }

  @Test
  void the_secret_of_standard_webhooks_is_one() {
    var made = CredentialPolicy.material(Authentication.STANDARD_WEBHOOKS, nothing());

    assertThat(Keys.standard(made.secret())).isNotNull();
    assertThat(Base64.getDecoder().decode(made.secret().substring(6))).hasSize(32);
  }

  @Test
  void a_secret_that_the_sender_has_made_is_taken_and_not_shown() {
    var given = CredentialPolicy.material(Authentication.LANGFUSE_HMAC, secret("lf-whsec_0123456789"));

    assertThat(given.secret()).isEqualTo("lf-whsec_0123456789");
    assertThat(given.ours()).isFalse();
    refused(Authentication.LANGFUSE_HMAC, nothing(), "secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0123456789abcdef0123", "whsec_0123456789", "whsec_!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!"})
  void a_weak_or_broken_secret_of_standard_webhooks_is_refused(String secret) {
    refused(Authentication.STANDARD_WEBHOOKS, secret(secret), "secret");
  }

  @Test
  void what_is_public_is_kept_as_it_is() {
    assertThat(CredentialPolicy.material(Authentication.SNS_CERTIFICATE, topic(TOPIC)).facts())
        .containsOnly(java.util.Map.entry("topic", TOPIC));
    assertThat(CredentialPolicy
        .material(Authentication.GOOGLE_TOKEN,
            new IssueCredential(null, null, null, "https://aims.test/hook", "push@p.iam.gserviceaccount.com", null,
                "r"))
        .facts()).containsOnlyKeys("audience", "serviceAccount");
    assertThat(CredentialPolicy
        .material(Authentication.EVENT_GRID_TOPIC,
            new IssueCredential(null, null, WORKSPACE, null, null, new Entra(DIRECTORY, "api://aims"), "r"))
        .facts()).containsOnlyKeys("topic", "entraDirectory", "entraAudience");
  }

  @Test
  void a_public_key_for_which_anybody_can_sign_is_refused() {
    refused(Authentication.STANDARD_WEBHOOKS, publicKey("whpk_" + Base64.getEncoder().encodeToString(new byte[32])),
        "publicKey");
    refused(Authentication.STANDARD_WEBHOOKS, publicKey("whpk_AAAA"), "publicKey");
    refused(Authentication.STANDARD_WEBHOOKS, publicKey("ssh-ed25519"), "publicKey");
  }

  @ParameterizedTest
  @CsvSource({"SNS_CERTIFICATE, topic", "LANGFUSE_HMAC, secret"})
  void what_is_needed_is_asked_for(Authentication way, String field) {
    refused(way, nothing(), field);
  }

  @ParameterizedTest
  @CsvSource({"SNS_CERTIFICATE, arn:aws:sqs:eu-central-1:210987654321:queue", "SNS_CERTIFICATE, ml-alarms",
      "EVENT_GRID_TOPIC, risk-ws", "EVENT_GRID_TOPIC, /subscriptions/a b"})
  void a_topic_has_the_form_of_its_cloud(Authentication way, String topic) {
    var entra = way == Authentication.EVENT_GRID_TOPIC ? new Entra(DIRECTORY, "api://aims") : null;

    refused(way, new IssueCredential(null, null, topic, null, null, entra, "r"), "topic");
  }

  @Test
  void event_grid_signs_nothing_so_that_its_topic_alone_is_no_credential() {
    refused(Authentication.EVENT_GRID_TOPIC, topic(WORKSPACE), "entra");
  }

  @Test
  void what_belongs_to_another_way_is_refused() {
    refused(Authentication.GRAFANA_HMAC, topic(TOPIC), "topic");
    refused(Authentication.SNS_CERTIFICATE,
        new IssueCredential("0123456789abcdef", null, TOPIC, null, null, null, "r"), "secret");
    assertThatThrownBy(() -> CredentialPolicy.material(Authentication.CLIENT_CREDENTIALS, nothing()))
        .isInstanceOf(Refusal.Invalid.class);
  }

  private static void refused(Authentication way, IssueCredential request, String field) {
    assertThatThrownBy(() -> CredentialPolicy.material(way, request)).isInstanceOfSatisfying(Refusal.Invalid.class,
        refusal -> assertThat(refusal.violations()).extracting(Violation::field).isEqualTo(List.of(field)));
  }

  private static IssueCredential nothing() {
    return secret(null);
  }

  private static IssueCredential secret(String secret) {
    return new IssueCredential(secret, null, null, null, null, null, "r");
  }

  private static IssueCredential publicKey(String key) {
    return new IssueCredential(null, key, null, null, null, null, "r");
  }

  private static IssueCredential topic(String topic) {
    return new IssueCredential(null, null, topic, null, null, null, "r");
  }
}
