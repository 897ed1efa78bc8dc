package io.aims.incident.signal.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.incident.Alert;
import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Profile;
import io.aims.incident.signal.Reading;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Rejection;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.Signal;
import io.aims.incident.signal.SignalStatus;

class AlertmanagerTest {

  @Test
  void a_fairness_alert_of_a_lending_model_is_understood_whole() {
    var signal = read(Alert.bias());

    assertThat(signal.kind()).isEqualTo(Kind.FAIRNESS);
    assertThat(signal.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(signal.status()).isEqualTo(SignalStatus.FIRING);
    assertThat(signal.systemRef()).isEqualTo("lending");
    assertThat(signal.modelRef()).isEqualTo("lending-gbm");
    assertThat(signal.upstreamKey()).isEqualTo("alertmanager:00112233aabbccdd");
    assertThat(signal.startsAt()).isEqualTo("2026-11-20T08:30:00.5Z");
    assertThat(signal.endsAt()).isNull();
    assertThat(signal.metric()).isEqualTo("trustyai_spd");
    assertThat(signal.value()).isEqualTo(-0.31);
    assertThat(signal.threshold()).isEqualTo(-0.15);
    assertThat(signal.summary()).isEqualTo("Parity gap by age is -0.31");
    assertThat(signal.identity()).containsOnlyKeys("alertname", "ai_system_id", "kind", "severity", "model",
        "protected");
  }

  @Test
  void a_resolved_alert_has_an_end() {
    var signal = read(Alert.bias().resolved());

    assertThat(signal.firing()).isFalse();
    assertThat(signal.endsAt()).isEqualTo(Instant.parse("2026-11-20T09:00:00Z"));
  }

  @Test
  void the_time_when_a_firing_alert_would_run_out_is_no_end() {
    assertThat(read(Alert.bias().with("endsAt", "2026-11-20T12:00:00Z")).endsAt()).isNull();
  }

  @Test
  void each_alert_of_a_group_is_a_signal_with_a_status_of_its_own() {
    var reading = bytes(Alert.group(Alert.bias(), Alert.bias().label("protected", "sex").resolved()));

    assertThat(reading).isInstanceOfSatisfying(Understood.class,
        understood -> assertThat(understood.signals()).extracting(Signal::status)
            .containsExactly(SignalStatus.FIRING, SignalStatus.RESOLVED));
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {
      "drift, Anything, DRIFT",
      "Data-Quality, Anything, DATA_QUALITY",
      "prompt injection, Anything, SECURITY",
      "AGENT_ACTION, Anything, AGENT_ACTION",
      "-, TrustyAISpdOutOfBounds, FAIRNESS",
      "-, model_psi-above, DRIFT",
      "-, LLMToxicityHigh, SAFETY",
      "-, KubePodCrashLooping, UNKNOWN",
      "nonsense, ModelAccuracyLow, PERFORMANCE",
      "-, Directory, UNKNOWN",
      "-, -, UNKNOWN"})
  void the_kind_is_what_the_label_says_or_the_name_hints_at(String kind, String alertName, Kind expected) {
    var alert = Alert.bias().without("kind").without("alertname");
    if (kind != null) {
      alert.label("kind", kind);
    }
    if (alertName != null) {
      alert.label("alertname", alertName);
    }

    assertThat(read(alert).kind()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {"critical, CRITICAL", "Critical, CRITICAL", "error, MAJOR", "page, MAJOR",
      "warning, MINOR", "info, INFO", "none, INFO", "purple, MAJOR", "-, MAJOR"})
  void an_unknown_severity_is_taken_seriously(String label, Severity expected) {
    var alert = label == null ? Alert.bias().without("severity") : Alert.bias().label("severity", label);

    assertThat(read(alert).severity()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {"-0.27, -0.27", "1.5e+06, 1500000", "'  3 ', 3", ".5, 0.5", "NaN, -", "+Inf, -",
      "1e999, -", "0x1p3, -", "27%, -", "'', -"})
  void a_value_is_a_finite_number_or_none(String text, Double expected) {
    assertThat(read(Alert.bias().annotation("value", text)).value()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {"0001-01-01T00:00:00Z, -", "2026-11-20T10:00:00+02:00, 2026-11-20T08:00:00Z",
      "2026-11-20T08:00:00.123456789Z, 2026-11-20T08:00:00.123456Z", "yesterday, -", "-, -",
      "+99999-01-01T00:00:00Z, -"})
  void the_zero_time_and_nonsense_are_no_time(String text, Instant expected) {
    assertThat(read(Alert.bias().with("startsAt", text)).startsAt()).isEqualTo(expected);
  }

  @Test
  void what_is_missing_is_null_and_what_is_new_is_skipped() {
    var reading = bytes("{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"nested\":{\"a\":1}},\"x\":[]}],\"y\":{}}");

    assertThat(reading).isInstanceOfSatisfying(Understood.class, understood -> {
      var signal = understood.signals().getFirst();
      assertThat(signal.kind()).isEqualTo(Kind.UNKNOWN);
      assertThat(signal.upstreamKey()).isNull();
      assertThat(signal.startsAt()).isNull();
      assertThat(signal.metric()).isNull();
    });
  }

  @Test
  void an_alert_without_a_status_has_that_of_its_group() {
    var reading = bytes("{\"status\":\"resolved\",\"alerts\":[{}]}");

    assertThat(reading).isInstanceOfSatisfying(Understood.class,
        understood -> assertThat(understood.signals()).extracting(Signal::status)
            .containsExactly(SignalStatus.RESOLVED));
  }

  @Test
  void texts_are_cut_and_cleared_of_what_a_database_can_not_hold() {
    var body = "{\"alerts\":[{\"status\":\"firing\",\"annotations\":{\"summary\":\"a\\u0000b\\n%s\",\"metric\":\"m\\ud800%s\"}}]}"
        .formatted("x".repeat(3000), "é".repeat(300));

    var signal = ((Understood) bytes(body)).signals().getFirst();

    assertThat(signal.summary()).startsWith("a b x").hasSize(2000);
    assertThat(signal.metric()).startsWith("m é").hasSize(200);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"{ | NOT_JSON", "{} {} | NOT_JSON", "'' | NOT_JSON", "[] | NOT_AN_OBJECT",
      "7 | NOT_AN_OBJECT", "{} | NO_ALERTS", "{\"alerts\":{}} | NO_ALERTS", "{\"alerts\":[1]} | ALERT_NOT_AN_OBJECT",
      "{\"alerts\":[{}]} | STATUS_UNKNOWN", "{\"alerts\":[{\"status\":\"pending\"}]} | STATUS_UNKNOWN",
      "{\"status\":null,\"alerts\":[{\"status\":null}]} | STATUS_UNKNOWN"})
  void what_is_no_delivery_is_rejected_by_name(String body, Rejection why) {
    assertThat(bytes(body)).isEqualTo(new Rejected(why));
  }

  @Test
  void a_nested_bomb_is_rejected_and_not_followed() {
    assertThat(bytes("[".repeat(100_000))).isEqualTo(new Rejected(Rejection.NOT_JSON));
  }

  private static Signal read(Alert alert) {
    return ((Understood) bytes(alert.posted())).signals().getFirst();
  }

  private static Reading bytes(String body) {
    return Profile.ALERTMANAGER.read(Headers.none(), body.getBytes(StandardCharsets.UTF_8));
  }
}
