package io.aims.incident.signal.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Profile;
import io.aims.incident.signal.Reading;
import io.aims.incident.signal.Reading.Handshake;
import io.aims.incident.signal.Reading.Ignored;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Rejection;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.Samples;

class EventGridTest {
  private static final String DRIFT = "\"Microsoft.MachineLearningServices.DatasetDriftDetected\"";
  private static final String DATA = "\"data\":{\"DataDriftName\":\"m\"}";

  @Test
  void an_event_is_the_same_signal_in_both_schemas() {
    var own = (Understood) read(Samples.own().bytes("eventgrid-drift.json"));
    var cloudEvent = (Understood) read(Samples.own().bytes("eventgrid-cloudevent.json"));

    assertThat(cloudEvent).isEqualTo(own);
    assertThat(cloudEvent.unknownFields()).isEmpty();
  }

  @Test
  void what_is_new_in_it_has_the_same_path_whether_it_comes_alone_or_not() {
    var event = ("{\"specversion\":\"1.0\",\"source\":\"s\",\"type\":%s,\"newer\":1,"
        + "\"data\":{\"DataDriftName\":\"m\",\"Newer\":2,\"ModelTags\":{\"a customer\":\"x\"}}}").formatted(DRIFT);

    for (var body : List.of(event, "[" + event + "]")) {
      assertThat(read(body)).isInstanceOfSatisfying(Understood.class,
          understood -> assertThat(understood.unknownFields()).containsExactlyInAnyOrder("[].newer", "[].data.Newer"));
    }
  }

  /** What a publisher adds to an event of the one schema makes none of the other. */
  @Test
  void each_event_is_read_by_its_own_schema_alone() {
    assertThat(workspace("{\"specversion\":\"1.0\",\"source\":\"/workspaces/a\",\"topic\":\"/workspaces/b\",\"type\":"
        + DRIFT + "," + DATA + "}")).isEqualTo("a");
    assertThat(workspace("[{\"source\":\"/workspaces/a\",\"topic\":\"/workspaces/b\",\"eventType\":" + DRIFT + ","
        + DATA + "}]")).isEqualTo("b");
    assertThat(read("{\"specversion\":\"1.0\",\"source\":\"s\",\"eventType\":" + DRIFT + "," + DATA + "}"))
        .isEqualTo(new Rejected(Rejection.NO_EVENT_TYPE));
    assertThat(read("[{\"topic\":\"s\",\"type\":" + DRIFT + "," + DATA + "}]"))
        .isEqualTo(new Rejected(Rejection.NO_EVENT_TYPE));
  }

  @Test
  void a_validation_is_one_in_the_schema_of_event_grid_only() {
    var own = new String(Samples.own().bytes("eventgrid-validation.json"), StandardCharsets.UTF_8);

    assertThat(read(own)).isInstanceOf(Handshake.class);
    assertThat(read(Samples.own().bytes("eventgrid-cloudevent-system.json")))
        .isEqualTo(new Ignored(Ignored.Why.LIFE_CYCLE));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"{} | NOT_A_LIST", "[] | NOT_A_LIST", "{\"type\":\"x\"} | NOT_A_LIST",
      "\"specversion\" | NOT_A_LIST", "[[{\"specversion\":\"1.0\"}]] | NOT_AN_OBJECT", "[1] | NOT_AN_OBJECT",
      "{\"specversion\":\"1.0\"} | NO_EVENT_TYPE", "{\"specversion\":\"1.0\",\"type\":\" \"} | NO_EVENT_TYPE"})
  void what_is_neither_is_refused(String body, Rejection why) {
    assertThat(read(body)).isEqualTo(new Rejected(why));
  }

  /** No other event of the same envelope gets in by this door. */
  @ParameterizedTest
  @ValueSource(strings = {"com.example.inference.drift", "ai.signal.firing"})
  void nothing_but_azure_is_read(String type) {
    assertThat(read("{\"specversion\":\"1.0\",\"source\":\"s\",\"type\":\"" + type + "\",\"data\":{}}"))
        .isEqualTo(new Reading.Quarantined(Reading.Quarantined.Why.EVENT_TYPE_UNKNOWN));
  }

  @Test
  void what_a_model_was_asked_is_not_kept_whoever_hands_it_on() {
    var payload = "{\"specversion\":\"1.0\",\"source\":\"s\",\"type\":\"x.inference.request\",\"data\":{}}";
    var drift = "{\"specversion\":\"1.0\",\"source\":\"s\",\"type\":" + DRIFT + "," + DATA + "}";

    assertThat(read(payload)).isEqualTo(new Ignored(Ignored.Why.INFERENCE_PAYLOAD));
    assertThat(read("[" + drift + "," + payload + "]")).isEqualTo(new Rejected(Rejection.PAYLOAD_IN_BATCH));
  }

  private static String workspace(String body) {
    return ((Understood) read(body)).signals().getFirst().identity().get("workspace");
  }

  private static Reading read(String body) {
    return read(body.getBytes(StandardCharsets.UTF_8));
  }

  private static Reading read(byte[] body) {
    return Profile.EVENT_GRID.read(Headers.of(Map.of("Content-Type", "application/cloudevents+json")), body);
  }
}
