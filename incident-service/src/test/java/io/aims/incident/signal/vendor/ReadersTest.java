package io.aims.incident.signal.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.incident.Alert;
import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Profile;
import io.aims.incident.signal.Reading;
import io.aims.incident.signal.Reading.Quarantined;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Rejection;
import io.aims.incident.signal.Reading.Understood;

class ReadersTest {

  @Test
  void fields_that_a_vendor_has_added_are_noted_by_their_path() {
    var body = Alert.bias().with("alertRuleUid", "x").posted();

    assertThat(unknown(Profile.ALERTMANAGER, body)).containsExactlyInAnyOrder("alerts[].alertRuleUid",
        "something_newer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"erika.mustermann@example.com", "erika.mustermann", "Erika Mustermann", "4711", "x4711-0815",
      "+49 30 1234567", "3fa85f64-5717-4562-b3fc-2c963f66afa6", "a3fa85f64-5717-4562", "DE89370400440532013000",
      "eyJhbGciOiJSUzI1NiJ9eyJzdWIiOiJlcmlrYSJ9eyJzdWIiOiJlcmlrYSJ9eA", "a/b", "é", "a\\nb", "", "\\u0000"})
  void a_name_that_reads_like_data_is_not_repeated(String name) {
    var body = Alert.bias().posted().replace("\"something_newer\"", "\"" + name + "\"");

    assertThat(unknown(Profile.ALERTMANAGER, body)).containsExactly("*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"truncatedAlerts2", "detail-type2", "@type", "$schema", "__typename", "iso8601", "sha256",
      "utf8_md5", "notification_reason2"})
  void names_that_vendors_give_are(String name) {
    var body = Alert.bias().posted().replace("\"something_newer\"", "\"" + name + "\"");

    assertThat(unknown(Profile.ALERTMANAGER, body)).containsExactly(name);
  }

  /** There the customers of the vendor give the names. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "ALERTMANAGER | {\"alerts\":[{\"status\":\"firing\",\"labels\":{\"erika\":\"1\"},\"annotations\":{\"erika\":\"1\"}}],\"groupLabels\":{\"erika\":\"1\"},\"commonLabels\":{\"erika\":\"1\"},\"commonAnnotations\":{\"erika\":\"1\"}}",
      "GRAFANA | {\"alerts\":[{\"status\":\"firing\",\"labels\":{\"erika\":\"1\"},\"annotations\":{\"erika\":\"1\"},\"values\":{\"erika\":1}}],\"commonLabels\":{\"erika\":\"1\"}}",
      "PAGERDUTY | {\"routing_key\":\"k\",\"event_action\":\"trigger\",\"payload\":{\"summary\":\"s\",\"source\":\"s\",\"severity\":\"error\",\"custom_details\":{\"erika\":1}}}",
      "EVENT_GRID | [{\"topic\":\"t\",\"eventType\":\"Microsoft.MachineLearningServices.ModelRegistered\",\"data\":{\"ModelName\":\"m\",\"ModelTags\":{\"erika\":\"1\"},\"ModelProperties\":{\"erika\":\"1\"}}}]",
      "MLFLOW | {\"entity\":\"model_version\",\"action\":\"created\",\"data\":{\"name\":\"m\",\"tags\":{\"erika\":\"1\"}}}",
      "LANGFUSE | {\"type\":\"prompt-version\",\"action\":\"created\",\"prompt\":{\"name\":\"p\",\"version\":1,\"config\":{\"erika\":1},\"prompt\":{\"erika\":1}}}"})
  void where_names_are_data_nobody_looks_at_them(Profile profile, String body) {
    assertThat(unknown(profile, body)).isEmpty();
  }

  @Test
  void notes_of_unknown_fields_have_an_end() {
    var many = new StringBuilder("{\"entity\":\"model_version\",\"action\":\"created\",\"data\":{\"name\":\"m\"}");
    for (var index = 0; index < 500; index++) {
      many.append(",\"").append("f".repeat(57)).append(index).append("\":1");
    }

    assertThat(unknown(Profile.MLFLOW, many.append('}').toString())).hasSize(20)
        .allMatch(field -> field.length() <= 60);
  }

  @Test
  void the_routing_key_of_pagerduty_does_not_get_into_a_signal() {
    var body = "{\"routing_key\":\"r0ut1ngk3y\",\"event_action\":\"resolve\",\"dedup_key\":\"d\"}";

    assertThat(read(Profile.PAGERDUTY, body).toString()).contains("pd:").doesNotContain("r0ut1ngk3y");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"routing_key", "routing\\u005fkey"})
  void what_is_kept_of_pagerduty_holds_no_routing_key_and_is_read_alike(String name) {
    var key = "0123456789abcdef0123456789abcdef";
    var body = "{\"%s\":\"%s\",\"event_action\":\"resolve\",\"dedup_key\":\"d\",\"payload\":{\"custom_details\":\"%s %s\"}}"
        .formatted(name, key, key, "1e400");

    var kept = Profile.PAGERDUTY.kept(body.getBytes(StandardCharsets.UTF_8));

    assertThat(new String(kept, StandardCharsets.UTF_8)).doesNotContain(key);
    assertThat(Profile.PAGERDUTY.read(Headers.none(), kept)).isEqualTo(read(Profile.PAGERDUTY, body));
    assertThat(Profile.PAGERDUTY.kept(kept)).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({"10000, -", "10001, TOO_MANY_SIGNALS"})
  void a_delivery_holds_ten_thousand_signals_at_most(int alerts, String why) {
    var all = new Alert[alerts];
    java.util.Arrays.setAll(all, index -> Alert.bias());

    assertThat(why(read(Profile.ALERTMANAGER, Alert.group(all)))).isEqualTo(why);
  }

  @ParameterizedTest
  @CsvSource({"128, -", "129, TOO_MANY_LABELS", "300, TOO_MANY_LABELS"})
  void a_signal_has_not_too_many_labels(int labels, String why) {
    var alert = Alert.bias();
    for (var label : java.util.List.of("alertname", "ai_system_id", "kind", "severity", "model", "protected")) {
      alert.without(label);
    }
    for (var index = 0; index < labels; index++) {
      alert.label("l" + index, "v");
    }

    assertThat(why(read(Profile.ALERTMANAGER, alert.posted()))).isEqualTo(why);
  }

  @ParameterizedTest
  @CsvSource({"4096, -", "4097, LABEL_TOO_LONG", "65536, LABEL_TOO_LONG"})
  void a_label_is_not_too_long(int length, String why) {
    assertThat(why(read(Profile.ALERTMANAGER, Alert.bias().label("protected", "x".repeat(length)).posted())))
        .isEqualTo(why);
  }

  @ParameterizedTest
  @CsvSource({"4096, -", "4097, LABEL_TOO_LONG"})
  void nor_is_its_name(int length, String why) {
    assertThat(why(read(Profile.ALERTMANAGER, Alert.bias().label("x".repeat(length), "v").posted()))).isEqualTo(why);
  }

  @ParameterizedTest
  @EnumSource
  void what_is_no_json_is_refused_or_set_aside(Profile profile) {
    assertThat(read(profile, "drift!")).isEqualTo(profile == Profile.PUBSUB
        ? new Quarantined(Quarantined.Why.NOT_JSON)
        : new Rejected(Rejection.NOT_JSON));
  }

  @ParameterizedTest
  @EnumSource(Rejection.class)
  void every_rejection_has_words_for_the_sender(Rejection why) {
    assertThat(why.words()).endsWith(".");
    assertThat(new Rejected(why, "/data/x").words()).endsWith("See /data/x.");
  }

  private static Set<String> unknown(Profile profile, String body) {
    var reading = read(profile, body);
    assertThat(reading).isInstanceOf(Understood.class);
    return ((Understood) reading).unknownFields();
  }

  private static String why(Reading reading) {
    return reading instanceof Rejected rejected ? rejected.why().name() : "-";
  }

  private static Reading read(Profile profile, String body) {
    return profile.read(Headers.none(), body.getBytes(StandardCharsets.UTF_8));
  }
}
