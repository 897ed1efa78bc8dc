package io.aims.incident.signal.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Profile;

class VendorIdsTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"SNS | {\"MessageId\":\"m1\"} | m1", "EVENTBRIDGE | {\"id\":\"e1\"} | e1",
      "LANGFUSE | {\"id\":\"l1\"} | l1", "DATADOG | {\"id\":\"d1\"} | d1",
      "PUBSUB | {\"message\":{\"messageId\":\"p1\"}} | p1", "EVENT_GRID | [{\"id\":\"g1\"}] | g1"})
  void the_id_within_the_body_counts_more_than_a_header_that_anybody_can_set(Profile profile, String body, String id) {
    assertThat(id(profile, Map.of("Idempotency-Key", "other"), body)).isEqualTo(id);
  }

  @ParameterizedTest
  @EnumSource
  void http_has_names_for_it_where_the_vendor_has_none(Profile profile) {
    assertThat(id(profile, Map.of("Idempotency-Key", "k1"), "{}")).isEqualTo("k1");
    assertThat(id(profile, Map.of(), "{}")).isNull();
  }

  @Test
  void signed_headers_are_the_ids_of_mlflow_and_native_events() {
    assertThat(id(Profile.MLFLOW, Map.of("X-MLflow-Delivery-Id", "d", "idempotency-key", "k"), "{}")).isEqualTo("d");
    assertThat(id(Profile.NATIVE, Map.of("webhook-id", "w", "idempotency-key", "k"), "{}")).isEqualTo("w");
  }

  @Test
  void a_request_and_its_answer_are_two_deliveries_although_kserve_gives_them_one_id() {
    var request = Map.of("ce-source", "s", "ce-id", "1", "ce-type", "x.request");
    var response = Map.of("ce-source", "s", "ce-id", "1", "ce-type", "x.response");

    assertThat(id(Profile.CLOUDEVENTS, request, "{}")).isNotEqualTo(id(Profile.CLOUDEVENTS, response, "{}"));
    assertThat(id(Profile.CLOUDEVENTS, request, "{}"))
        .isEqualTo(id(Profile.CLOUDEVENTS, Map.of(), "{\"source\":\"s\",\"id\":\"1\",\"type\":\"x.request\"}"));
  }

  @Test
  void several_events_are_named_together_and_what_is_not_printable_is_hashed() {
    assertThat(id(Profile.EVENT_GRID, Map.of(), "[{\"id\":\"ab\"},{\"id\":\"c\"}]"))
        .startsWith("sha256:")
        .isNotEqualTo(id(Profile.EVENT_GRID, Map.of(), "[{\"id\":\"a\"},{\"id\":\"bc\"}]"));
    assertThat(id(Profile.EVENT_GRID, Map.of(), "[{\"id\":\"a\"},{}]")).isNull();
    assertThat(id(Profile.SNS, Map.of(), "{\"MessageId\":\"é\"}")).startsWith("sha256:");
  }

  /** Who changes the schema of a subscription gets an event in both: other bytes under one id would be refused. */
  @Test
  void an_event_of_event_grid_that_comes_as_a_cloud_event_has_its_source_and_type_in_its_name() {
    var event = "{\"specversion\":\"1.0\",\"source\":\"s\",\"id\":\"g1\",\"type\":\"t\"}";

    assertThat(id(Profile.EVENT_GRID, Map.of(), event))
        .isEqualTo(id(Profile.EVENT_GRID, Map.of("Idempotency-Key", "other"), "[" + event + "]"))
        .isNotEqualTo(id(Profile.EVENT_GRID, Map.of(), "[{\"id\":\"g1\"}]"))
        .isEqualTo(id(Profile.CLOUDEVENTS, Map.of(), event));
    assertThat(id(Profile.EVENT_GRID, Map.of(), "[" + event + "," + event.replace("g1", "g2") + "]"))
        .startsWith("sha256:");
    assertThat(id(Profile.EVENT_GRID, Map.of(), event.replace("\"id\"", "\"no\""))).isNull();
  }

  private static String id(Profile profile, Map<String, String> headers, String body) {
    return profile.deliveryId(Headers.of(headers), body.getBytes(StandardCharsets.UTF_8));
  }
}
