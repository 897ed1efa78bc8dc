package io.aims.incident.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.incident.counting.Origin.Told;
import io.aims.incident.counting.ReportedBy;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.platform.refusal.Refusal;

class IncidentReportTest {
  private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

  private static IncidentReport report(Instant startedAt, Instant reportedAt) {
    return new IncidentReport(UUID.randomUUID(), Kind.SAFETY, Severity.MAJOR, startedAt, reportedAt,
        new Told(ReportedBy.AUTHORITY, null, "It brakes late", null));
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {
      "2026-11-28T10:00:00Z,      -,                         -",
      "2026-11-27T10:00:00Z,      2026-11-27T10:00:00Z,      -",
      "2000-01-01T00:00:00Z,      2026-11-28T10:00:00Z,      -",
      "2026-11-28T10:00:00.001Z,  -,                         startedAt reportedAt",
      "1999-12-31T23:59:59Z,      -,                         startedAt",
      "-1000000000-01-01T00:00:00Z, -,                       startedAt",
      "2026-11-27T10:00:00Z,      2026-11-27T09:59:59Z,      reportedAt",
      "2026-11-27T10:00:00Z,      2026-11-28T10:00:00.001Z,  reportedAt"})
  void it_went_wrong_before_somebody_told_and_both_are_past(Instant startedAt, Instant reportedAt, String broken) {
    var report = report(startedAt, reportedAt);

    if (broken == null) {
      assertThat(report.opening(NOW)).returns(reportedAt == null ? NOW : reportedAt, o -> o.detectedAt())
          .returns(startedAt, o -> o.startedAt());
    } else {
      assertThatThrownBy(() -> report.opening(NOW)).isInstanceOfSatisfying(Refusal.Invalid.class,
          refusal -> assertThat(refusal.violations()).extracting(Refusal.Violation::field)
              .isEqualTo(Arrays.asList(broken.split(" "))));
    }
  }

  @Test
  void times_are_as_precise_as_the_database_keeps_them() {
    var fine = Instant.parse("2026-11-28T09:00:00.123456789Z");

    var opening = report(fine, fine).opening(NOW);

    assertThat(opening.startedAt()).isEqualTo("2026-11-28T09:00:00.123456Z").isEqualTo(opening.detectedAt());
  }
}
