package io.aims.incident.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorityCalendarsTest {
  private final AuthorityCalendars calendars = AuthorityCalendars.load();

  @Test
  void the_union_and_its_member_states_have_a_calendar() {
    assertThat(calendars.version()).isEqualTo("2026-11-26");
    assertThat(calendars.jurisdictions()).hasSize(28).contains(AuthorityCalendars.UNION, "DE", "FR", "MT");
    assertThat(calendars.jurisdictions().stream().mapToInt(j -> calendars.of(j).orElseThrow().holidays().size()).sum())
        .isEqualTo(293);
  }

  @ParameterizedTest
  @CsvSource({"2024, 2024-03-31", "2025, 2025-04-20", "2026, 2026-04-05", "2027, 2027-03-28", "2028, 2028-04-16",
      "2038, 2038-04-25", "2285, 2285-03-22"})
  void easter_is_found(int year, LocalDate sunday) {
    assertThat(Holiday.easterSunday(year)).isEqualTo(sunday);
  }

  @ParameterizedTest
  @CsvSource({"DE, 2026-10-03, false", "DE, 2028-10-03, false", "DE, 2028-10-04, true", "FR, 2028-10-03, true",
      "DE, 2027-05-06, false", "DE, 2027-05-17, false", "PL, 2027-05-27, false", "DE, 2027-05-27, true",
      "DE, 2026-11-21, false", "DE, 2026-11-22, false"})
  void an_authority_works_on_weekdays_that_are_no_holiday_there(String jurisdiction, LocalDate day, boolean works) {
    assertThat(calendars.of(jurisdiction).orElseThrow().works(day)).isEqualTo(works);
  }
}
