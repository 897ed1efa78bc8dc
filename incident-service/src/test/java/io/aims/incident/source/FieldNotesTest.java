package io.aims.incident.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.aims.incident.source.FieldNotes.Note;

class FieldNotesTest {
  private static final Instant MORNING = Instant.parse("2026-11-27T08:00:00Z");
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  private final FieldNotes notes = new FieldNotes();

  @Test
  void a_field_is_noted_with_its_first_and_last_sight_and_how_often() {
    notes.see(Set.of("data.newer"), MORNING);
    notes.see(Set.of(), NOON);
    notes.see(Set.of("data.newer"), NOON);

    assertThat(notes.all()).containsExactly(new Note("data.newer", MORNING, NOON, 2));
    assertThat(notes.more()).isZero();
  }

  @Test
  void a_hundred_find_a_place_and_what_was_not_seen_for_longest_gives_way() {
    for (var field = 0; field < 100; field++) {
      notes.see(List.of("f" + field), MORNING);
    }

    notes.see(List.of("f1", "f0", "f1", "g0", "g1"), NOON);
    notes.see(List.of("g0"), NOON);

    assertThat(notes.all()).hasSize(100)
        .contains(new Note("f0", MORNING, NOON, 2), new Note("f1", MORNING, NOON, 3), new Note("g0", NOON, NOON, 2),
            new Note("g1", NOON, NOON, 1))
        .extracting(Note::path)
        .doesNotContain("f2", "f3")
        .contains("f4", "f99");
    assertThat(notes.more()).isEqualTo(2);
  }
}
