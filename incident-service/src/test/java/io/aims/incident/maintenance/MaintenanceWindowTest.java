package io.aims.incident.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.incident.maintenance.Maintenance.Calendar;
import io.aims.incident.maintenance.Maintenance.Window;
import io.aims.platform.refusal.Refusal;

class MaintenanceWindowTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final UUID SYSTEM = UUID.randomUUID();

  @ParameterizedTest
  @CsvSource({"0, 60, true", "-30, 60, true", "60, 60, false", "60, 30, false", "-60, 0, false", "0, 10080, true",
      "0, 10081, false"})
  void it_ends_after_it_starts_in_the_future_and_within_a_week(int startsAt, int endsAt, boolean allowed) {
    if (allowed) {
      window(startsAt, endsAt);
    } else {
      assertThatThrownBy(() -> window(startsAt, endsAt)).isInstanceOf(Refusal.Invalid.class);
    }
  }

  @Test
  void it_can_be_ended_early_and_only_once() {
    var window = window(0, 60);

    assertThat(window.end(NOON.plusSeconds(60))).isEqualTo(new MaintenanceEvent.Ended(NOON.plusSeconds(60)));
    assertThatThrownBy(() -> window.end(NOON.plusSeconds(60))).isInstanceOf(Refusal.NotAllowedNow.class);
  }

  @Test
  void its_beginning_belongs_to_it_and_its_end_does_not() {
    var calendar = new Calendar(List.of(new Window(SYSTEM, NOON, at(30)), new Window(SYSTEM, at(20), at(40))));

    assertThat(calendar.until(SYSTEM, NOON.minusMillis(1))).isNull();
    assertThat(calendar.until(SYSTEM, NOON)).isEqualTo(at(30));
    assertThat(calendar.until(SYSTEM, at(20))).isEqualTo(at(40));
    assertThat(calendar.until(SYSTEM, at(40))).isNull();
    assertThat(calendar.until(UUID.randomUUID(), NOON)).isNull();
  }

  private static MaintenanceWindow window(int startsAt, int endsAt) {
    return MaintenanceWindow.schedule(UUID.randomUUID(), UUID.randomUUID(), SYSTEM, at(startsAt), at(endsAt), NOON);
  }

  private static Instant at(int minute) {
    return NOON.plusSeconds(60L * minute);
  }
}
