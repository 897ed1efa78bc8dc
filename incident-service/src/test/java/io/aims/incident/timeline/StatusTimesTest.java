package io.aims.incident.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatusTimesTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private final List<Mark> written = new ArrayList<>();

  @Test
  void each_status_has_the_time_of_its_step() {
    step(EntryKind.DETECTED, 0);
    step(EntryKind.ACKNOWLEDGED, 5);
    step(EntryKind.CONTAINED, 20);
    step(EntryKind.RESOLVED, 60);

    var times = times();

    assertThat(times).isEqualTo(new StatusTimes(at(0), at(5), at(20), at(60), null, null));
    assertThat(times.timeToAcknowledge()).isEqualTo(Duration.ofMinutes(5));
    assertThat(times.timeToResolve()).isEqualTo(Duration.ofMinutes(60));
  }

  @Test
  void what_has_not_happened_has_no_time() {
    step(EntryKind.DETECTED, 0);

    assertThat(times().timeToAcknowledge()).isNull();
    assertThat(times().timeToResolve()).isNull();
  }

  @Test
  void a_correction_stands_in_the_place_of_its_line_however_often_it_is_corrected() {
    step(EntryKind.DETECTED, 0);
    var contained = step(EntryKind.CONTAINED, 30);
    step(EntryKind.RESOLVED, 60);
    var corrected = correct(contained, 20);
    correct(corrected, 25);

    assertThat(times().contained()).isEqualTo(at(25));
    assertThat(times().resolved()).isEqualTo(at(60));
  }

  @ParameterizedTest
  @EnumSource(names = {"REOPENED", "RELAPSED"})
  void a_new_life_takes_back_what_ended_it_and_a_late_correction_of_the_first_life_stays_there(EntryKind again) {
    step(EntryKind.DETECTED, 0);
    step(EntryKind.ACKNOWLEDGED, 5);
    var resolved = step(EntryKind.RESOLVED, 60);
    step(EntryKind.CLOSED, 90);
    step(again, 100);
    correct(resolved, 50);

    assertThat(times()).isEqualTo(new StatusTimes(at(0), at(5), null, null, null, null));

    step(EntryKind.RESOLVED, 200);
    assertThat(times().timeToResolve()).isEqualTo(Duration.ofMinutes(200));
  }

  @Test
  void of_several_containments_the_earliest_is_when_the_harm_was_stopped() {
    step(EntryKind.DETECTED, 0);
    var first = step(EntryKind.CONTAINED, 20);
    step(EntryKind.CONTAINED, 30);
    assertThat(times().contained()).isEqualTo(at(20));

    correct(first, 40);
    assertThat(times().contained()).isEqualTo(at(30));

    step(EntryKind.RESOLVED, 60);
    step(EntryKind.CONTAINED, 10);
    assertThat(times().contained()).isEqualTo(at(10));

    step(EntryKind.REOPENED, 100);
    step(EntryKind.CONTAINED, 120);
    step(EntryKind.CONTAINED, 130);
    assertThat(times().contained()).isEqualTo(at(120));
  }

  @Test
  void nothing_precedes_the_detection() {
    var detected = step(EntryKind.DETECTED, 10);
    step(EntryKind.CONTAINED, 10);
    assertThat(times().coherent()).isTrue();

    correct(detected, 11);
    assertThat(times().coherent()).isFalse();
  }

  private StatusTimes times() {
    return StatusTimes.of(Mark.standing(written));
  }

  private Mark step(EntryKind kind, int minute) {
    return write(new Mark(UUID.randomUUID(), kind, at(minute), null));
  }

  private Mark correct(Mark earlier, int minute) {
    return write(new Mark(UUID.randomUUID(), earlier.kind(), at(minute), earlier.id()));
  }

  private Mark write(Mark mark) {
    written.add(mark);
    return mark;
  }

  private static Instant at(int minute) {
    return NOON.plusSeconds(60L * minute);
  }
}
