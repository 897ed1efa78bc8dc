package io.aims.incident.signal.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.incident.signal.Profile;

class SchemaDriftTest {

  /** As releases have noted them: known by now, new, like data, where nobody looks, of another profile. */
  @ParameterizedTest
  @CsvSource({"ALERTMANAGER, groupKey, false", "ALERTMANAGER, alerts[].startsAt, false",
      "ALERTMANAGER, something_newer, true", "ALERTMANAGER, alerts[].ruleVersion, true",
      "ALERTMANAGER, alerts[].*, true",
      "ALERTMANAGER, alerts[].labels.zone, false", "ALERTMANAGER, payload.summary, false",
      "PAGERDUTY, payload.summary, false", "PAGERDUTY, payload.newer, true", "EVENT_GRID, [].topic, false",
      "EVENT_GRID, [].data.newer, true", "NATIVE, anything, false"})
  void what_was_noted_once_is_unknown_as_long_as_it_would_be_noted(Profile profile, String path, boolean unknown) {
    assertThat(SchemaDrift.unknown(profile, path)).isEqualTo(unknown);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"ALERTMANAGER | {\"newer\":1,\"alerts\":[{\"status\":\"x\",\"newest\":{}}]}",
      "EVENT_GRID | {\"specversion\":\"1.0\",\"newer\":1,\"data\":{\"a@b\":1}}"})
  void what_is_noted_now_is_unknown(Profile profile, String body) {
    var noted = SchemaDrift.in(profile, Json.parse(body.getBytes(StandardCharsets.UTF_8)));

    assertThat(noted).hasSize(2).allMatch(path -> SchemaDrift.unknown(profile, path));
  }
}
