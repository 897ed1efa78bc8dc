package io.aims.incident.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import io.aims.incident.deadline.Period.Unit;
import io.aims.platform.test.Draw;
import io.aims.platform.test.Seeded;

/** What holds for periods from any minute of several years, in every calendar. */
class PeriodLawTest {
  private static final AuthorityCalendars CALENDARS = AuthorityCalendars.load();

  @Seeded(1000)
  void longer_periods_never_end_earlier_and_weekends_never_shorten_one(Draw draw) {
    var from = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * draw.between(0, 4_000_000));
    var amount = draw.between(1, 60);
    for (var jurisdiction : CALENDARS.jurisdictions()) {
      var calendar = CALENDARS.of(jurisdiction).orElseThrow();
      var shorter = new Period(amount, Unit.DAYS, PeriodTest.EU_DAYS).end(from, calendar);
      var longer = new Period(amount + 1, Unit.DAYS, PeriodTest.EU_DAYS).end(from, calendar);
      var plain = new Period(amount, Unit.DAYS, PeriodTest.CALENDAR).end(from, calendar);

      assertThat(plain).isAfter(from.plusSeconds(86400L * amount - 7200)).isBeforeOrEqualTo(shorter);
      assertThat(shorter).isBeforeOrEqualTo(longer);
    }
  }
}
