package io.aims.incident.signal.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;

class ConventionsTest {
  private final Conventions conventions = Conventions.PUBLISHED;

  @Test
  void the_published_tables_are_complete() {
    assertThat(conventions.version()).isEqualTo("2026-11-23");
    assertThat(conventions.kinds()).hasSize(34);
    assertThat(conventions.severities()).hasSize(21);
    assertThat(conventions.volatileLabels()).hasSize(19);
    assertThat(conventions.alertNames()).hasSize(10);
    assertThat(conventions.severityByKind()).hasSize(3);
    assertThat(conventions.detectors()).hasSize(5);
  }

  @Test
  void every_kind_can_be_said_in_our_own_word() {
    for (var kind : EnumSet.complementOf(EnumSet.of(Kind.UNKNOWN))) {
      assertThat(conventions.kind(kind.name(), null)).isEqualTo(kind);
    }
  }

  @Test
  void every_severity_can_be_reached() {
    assertThat(conventions.severities()).containsValues(Severity.values());
  }

  @Test
  void keys_are_in_lower_case_as_they_are_looked_up() {
    assertThat(conventions.kinds().keySet()).allMatch(key -> key.equals(key.toLowerCase(Locale.ROOT)));
    assertThat(conventions.severities().keySet()).allMatch(key -> key.equals(key.toLowerCase(Locale.ROOT)));
    assertThat(conventions.volatileLabels()).allMatch(key -> key.equals(key.toLowerCase(Locale.ROOT)));
  }
}
