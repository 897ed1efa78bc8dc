package io.aims.incident.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.incident.authenticity.Verdict.Replay;
import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Profile;

class LetterTest {
  private static final Replay SIGNED = new Replay("signed", Instant.EPOCH);

  @Test
  void a_name_that_nobody_has_signed_counts_only_where_nothing_is_signed() {
    var letter = letter(Map.of("Idempotency-Key", "\"a\""), "{}");

    assertThat(letter.senderKey(Profile.GRAFANA, null)).isEqualTo("\"a\"");
    assertThat(letter.senderKey(Profile.GRAFANA, SIGNED)).isEqualTo("signed");
  }

  @Test
  void the_senders_own_id_within_the_signature_outlives_a_second_signing() {
    assertThat(letter(Map.of("Idempotency-Key", "\"a\""), "{\"id\":\"evt-1\"}").senderKey(Profile.LANGFUSE, SIGNED))
        .isEqualTo("evt-1");
    assertThat(letter(Map.of("X-MLflow-Delivery-Id", "d-1"), "{}").senderKey(Profile.MLFLOW, SIGNED)).isEqualTo("d-1");
    assertThat(
        letter(Map.of("webhook-id", "msg_1"), "{}").senderKey(Profile.NATIVE, new Replay("msg_1", Instant.EPOCH)))
        .isEqualTo("msg_1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ä", "a\nb", "a\u0000b"})
  void a_signed_id_that_no_index_takes_counts_by_its_digest(String odd) {
    var id = odd.isEmpty() ? "x".repeat(256) : odd;

    var key = letter(Map.of(), "{}").senderKey(Profile.SNS, new Replay(id, Instant.EPOCH));

    assertThat(key).matches("sha256:[0-9a-f]{64}")
        .isEqualTo(letter(Map.of(), "{ }").senderKey(Profile.SNS, new Replay(id, Instant.EPOCH)))
        .isNotEqualTo(letter(Map.of(), "{}").senderKey(Profile.SNS, new Replay(id + "x", Instant.EPOCH)));
  }

  @Test
  void a_signed_id_of_common_length_and_letters_stays_as_it_is() {
    var id = "x".repeat(255);

    assertThat(letter(Map.of(), "{}").senderKey(Profile.SNS, new Replay(id, Instant.EPOCH))).isEqualTo(id);
  }

  @Test
  void credentials_are_never_kept() {
    var letter = letter(
        Map.of("Authorization", "Bearer x", "X-Grafana-Alerting-Signature", "y", "X-Webhook-Secret", "z",
            "Content-Type", "application/json"),
        "{}");

    assertThat(letter.telling().byName()).containsOnlyKeys("content-type");
  }

  private static Letter letter(Map<String, String> headers, String body) {
    return new Letter(Headers.of(headers), body.getBytes(StandardCharsets.UTF_8));
  }
}
