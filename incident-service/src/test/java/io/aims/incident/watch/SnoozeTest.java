package io.aims.incident.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.platform.refusal.Refusal;

class SnoozeTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final UUID SIGNAL = UUID.randomUUID();

  @ParameterizedTest
  @CsvSource({"-1, false", "0, false", "1, true", "43200, true", "43201, false"})
  void it_lasts_until_some_time_of_the_next_thirty_days(int minutes, boolean allowed) {
    var snooze = until(60);
    if (allowed) {
      assertThat(until(minutes).snoozed()).isEqualTo(new SnoozeEvent.Snoozed(SIGNAL, at(minutes)));
      assertThat(snooze.again(at(minutes), NOON)).isEqualTo(new SnoozeEvent.Snoozed(SIGNAL, at(minutes)));
    } else {
      assertThatThrownBy(() -> until(minutes)).isInstanceOf(Refusal.Invalid.class);
      assertThatThrownBy(() -> snooze.again(at(minutes), NOON)).isInstanceOf(Refusal.Invalid.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, true", "59, true", "60, false", "61, false"})
  void it_can_be_ended_before_it_is_over(int minute, boolean allowed) {
    var snooze = until(60);
    if (allowed) {
      assertThat(snooze.end(at(minute))).isEqualTo(new SnoozeEvent.Ended(SIGNAL));
      assertThat(snooze.until()).isEqualTo(at(minute));
    } else {
      assertThatThrownBy(() -> snooze.end(at(minute))).isInstanceOf(Refusal.NotAllowedNow.class);
      assertThat(snooze.until()).isEqualTo(at(60));
    }
  }

  @Test
  void it_is_ended_once_and_can_begin_anew() {
    var snooze = until(60);
    snooze.end(NOON);

    assertThatThrownBy(() -> snooze.end(NOON)).isInstanceOf(Refusal.NotAllowedNow.class);
    snooze.again(at(30), NOON);
    assertThat(snooze.end(at(10))).isEqualTo(new SnoozeEvent.Ended(SIGNAL));
  }

  private static Snooze until(int minute) {
    return Snooze.until(SIGNAL, UUID.randomUUID(), at(minute), NOON);
  }

  private static Instant at(int minute) {
    return NOON.plusSeconds(60L * minute);
  }
}
