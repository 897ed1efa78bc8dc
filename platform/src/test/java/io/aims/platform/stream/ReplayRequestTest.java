package io.aims.platform.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayRequestTest {
  private static final UUID TENANT = UUID.fromString("a1000000-0000-4000-8000-000000000001");

  @Test
  void it_asks_for_versions_of_an_aggregate_or_for_numbers_of_a_stream() {
    assertThat(read("""
        {"service":"risk-service","tenant":"%s","aggregateId":"%s","fromVersion":2,"toVersion":4}""".formatted(TENANT,
        TENANT)))
        .isEqualTo(new ReplayRequest("risk-service", TENANT, TENANT, 2, 4));
    assertThat(read("""
        {"service":"risk-service","tenant":"%s","fromSeq":1,"toSeq":1000,"why":"new fields do not hurt"}"""
        .formatted(TENANT)))
        .isEqualTo(new ReplayRequest("risk-service", TENANT, null, 1, 1000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "[]", "null", "{\"service\":\"a\"}",
      "{\"service\":\"a\",\"tenant\":\"b\",\"fromSeq\":1,\"toSeq\":2}",
      "{\"service\":\"a\",\"tenant\":\"a1000000-0000-4000-8000-000000000001\",\"fromSeq\":1,\"toSeq\":1001}",
      "{\"service\":\"a\",\"tenant\":\"a1000000-0000-4000-8000-000000000001\",\"fromSeq\":2,\"toSeq\":1}",
      "{\"service\":\"a\",\"tenant\":\"a1000000-0000-4000-8000-000000000001\",\"fromSeq\":0,\"toSeq\":1}",
      "{\"service\":\"a\",\"tenant\":\"a1000000-0000-4000-8000-000000000001\",\"fromSeq\":-9223372036854775808,\"toSeq\":9223372036854775807}",
      "{\"service\":\"a\",\"tenant\":\"a1000000-0000-4000-8000-000000000001\",\"fromSeq\":\"1\",\"toSeq\":2}",
      "{\"service\":\"a\",\"tenant\":\"a1000000-0000-4000-8000-000000000001\",\"fromSeq\":1,\"toSeq\":1e400}"})
  void what_is_none_is_refused_with_words(String message) {
    assertThatThrownBy(() -> read(message)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("null");
  }

  @Test
  void a_tombstone_is_none() {
    assertThatThrownBy(() -> ReplayRequest.read(null)).isInstanceOf(IllegalArgumentException.class);
  }

  private static ReplayRequest read(String json) {
    return ReplayRequest.read(json.getBytes(UTF_8));
  }
}
