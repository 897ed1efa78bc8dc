package io.aims.incident.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.aims.platform.refusal.Refusal;

class TimelineEntryTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final UUID INCIDENT = UUID.randomUUID();

  @Test
  void what_happened_and_when_it_was_written_down_are_two_times() {
    var entry = noted(EntryKind.ACTION, NOON.minusSeconds(600));

    assertThat(entry.occurredAt()).isEqualTo(NOON.minusSeconds(600));
    assertThat(entry.createdAt()).isEqualTo(NOON);
    assertThat(entry.recorded().texts()).containsExactly(java.util.Map.entry("text", "text"));
  }

  @Test
  void nothing_is_written_down_before_it_happens() {
    noted(EntryKind.ACTION, NOON);

    assertThatThrownBy(() -> noted(EntryKind.ACTION, NOON.plusMillis(1))).isInstanceOf(Refusal.Invalid.class);
  }

  @ParameterizedTest
  @EnumSource(value = EntryKind.class, mode = EnumSource.Mode.EXCLUDE, names = {"OBSERVATION", "ACTION", "DECISION",
      "COMMUNICATION"})
  void a_step_can_not_be_noted_and_its_time_can_be_corrected(EntryKind kind) {
    var step = TimelineEntry.step(UUID.randomUUID(), UUID.randomUUID(), INCIDENT, kind, NOON, "service:x", NOON);

    assertThatThrownBy(() -> noted(kind, NOON)).isInstanceOf(Refusal.Invalid.class);
    var corrected = corrected(step, new Note(kind, NOON.minusSeconds(60), "log says so"));

    assertThat(corrected.supersedes()).isEqualTo(step.id());
    assertThat(corrected.occurredAt()).isEqualTo(NOON.minusSeconds(60));
    assertThat(step.occurredAt()).isEqualTo(NOON);
  }

  @Test
  void a_correction_does_not_make_it_another_kind_of_thing() {
    var entry = noted(EntryKind.ACTION, NOON);

    assertThatThrownBy(() -> corrected(entry, new Note(EntryKind.DECISION, NOON, "x")))
        .isInstanceOf(Refusal.Invalid.class);
  }

  private static TimelineEntry corrected(TimelineEntry earlier, Note note) {
    return TimelineEntry.correction(UUID.randomUUID(), earlier.tenant(), INCIDENT,
        new Mark(earlier.id(), earlier.kind(), earlier.occurredAt(), null), note, "me", NOON);
  }

  private static TimelineEntry noted(EntryKind kind, Instant occurredAt) {
    return TimelineEntry.noted(UUID.randomUUID(), UUID.randomUUID(), INCIDENT, new Note(kind, occurredAt, "text"), "me",
        NOON);
  }
}
