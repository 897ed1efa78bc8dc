package io.aims.incident.signal.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.json.JsonMapper;

class TimesTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', nullValues = "-", value = {"'\"2026-11-20T08:00:00Z\"' | 2026-11-20T08:00:00Z",
      "'\"2026-11-20T09:00:00+01:00\"' | 2026-11-20T08:00:00Z",
      "'\"2026-11-20T08:00:00.123+0000\"' | 2026-11-20T08:00:00.123Z",
      "'\"2026-11-20T02:30:00-0530\"' | 2026-11-20T08:00:00Z", "'\"2026-11-20T08:00:00\"' | 2026-11-20T08:00:00Z",
      "'\"2026-11-20 08:00:00+00:00\"' | 2026-11-20T08:00:00Z", "'\"2028-02-29T23:59:60Z\"' | -",
      "'\"2028-02-29T23:59:59Z\"' | 2028-02-29T23:59:59Z", "'\"2027-02-29T00:00:00Z\"' | -",
      "'\"2026-03-29T02:30:00+02:00\"' | 2026-03-29T00:30:00Z", "'\"1795161600000\"' | 2026-11-20T08:00:00Z",
      "1795161600 | 2026-11-20T08:00:00Z", "1795161600000 | 2026-11-20T08:00:00Z",
      "1795161600123456 | 2026-11-20T08:00:00.123456Z", "1795161600123456789 | 2026-11-20T08:00:00.123456Z",
      "1795161600000.0 | 2026-11-20T08:00:00Z", "1.795161600123E12 | 2026-11-20T08:00:00.123Z",
      "1795161600.25 | 2026-11-20T08:00:00.250Z",
      "'\"0001-01-01T00:00:00Z\"' | -", "0 | -", "-1795161600 | -", "'\"\"' | -", "null | -", "true | -",
      "[1795161600] | -",
      "{} | -", "'\"1795161600 \"' | -", "'\"9999999999999999999\"' | 2286-11-20T17:46:39.999999Z"})
  void times_of_all_sorts(String json, Instant expected) throws Exception {
    assertThat(Times.time(JsonMapper.builder().build().readTree(json))).isEqualTo(expected);
  }
}
