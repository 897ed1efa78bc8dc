package io.aims.incident.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Profile;

class ContentTypesTest {

  @ParameterizedTest
  @EnumSource(Profile.class)
  void json_is_taken_from_everybody_and_form_data_from_nobody(Profile profile) {
    assertThat(taken(profile, "application/json; charset=utf-8")).isTrue();
    assertThat(taken(profile, "APPLICATION/JSON")).isTrue();
    assertThat(ContentTypes.taken(profile, Headers.none())).isTrue();
    assertThat(taken(profile, "application/x-www-form-urlencoded")).isFalse();
    assertThat(taken(profile, "text/plain; charset=UTF-8")).isEqualTo(profile == Profile.SNS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/octet-stream", "application/vnd.numpy", "nonsense", ";"})
  void an_event_in_binary_mode_may_carry_anything(String type) {
    var headers = Headers.of(Map.of("Content-Type", type, "ce-type", "org.kubeflow.serving.inference.request"));

    assertThat(ContentTypes.taken(Profile.CLOUDEVENTS, headers)).isTrue();
    assertThat(ContentTypes.taken(Profile.NATIVE, headers)).isFalse();
  }

  @Test
  void without_the_headers_of_an_event_bytes_are_none() {
    assertThat(taken(Profile.CLOUDEVENTS, "application/octet-stream")).isFalse();
  }

  private static boolean taken(Profile profile, String type) {
    return ContentTypes.taken(profile, Headers.of(Map.of("Content-Type", type)));
  }
}
