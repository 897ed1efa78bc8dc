package io.aims.incident.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.junit.jupiter.api.Test;

class WaitingRoomTest {
  private static final UUID ACME = UUID.randomUUID();
  private static final UUID GLOBEX = UUID.randomUUID();
  private final WaitingRoom<String> room = new WaitingRoom<>(3, 100, 2);

  @Test
  void guests_are_called_in_order_of_entry_and_by_organisation() {
    room.enter(ACME, "a1", 1);
    room.enter(GLOBEX, "g1", 1);
    room.enter(ACME, "a2", 1);

    assertThat(room.next(ACME)).containsExactly("a1", "a2");
    assertThat(room.next(ACME)).isEmpty();
    assertThat(room.empty(ACME)).isTrue();
    assertThat(room.empty(GLOBEX)).isFalse();
  }

  @Test
  void a_call_takes_no_more_than_a_batch() {
    room.enter(ACME, "a1", 1);
    room.enter(ACME, "a2", 1);
    room.enter(ACME, "a3", 1);

    assertThat(room.next(ACME)).containsExactly("a1", "a2");
    assertThat(room.all(ACME)).containsExactly("a3");
  }

  @Test
  void who_finds_no_seat_is_turned_away_until_somebody_leaves() {
    room.enter(ACME, "a1", 1);
    room.enter(ACME, "a2", 1);
    room.enter(GLOBEX, "g1", 1);
    room.next(ACME);

    assertThat(room.enter(ACME, "a3", 1)).isFalse();
    room.leave(1);
    assertThat(room.enter(ACME, "a3", 1)).isTrue();
  }

  @Test
  void who_needs_too_much_room_is_turned_away() {
    room.enter(ACME, "a1", 60);

    assertThat(room.enter(GLOBEX, "g1", 41)).isFalse();
    assertThat(room.enter(GLOBEX, "g1", 40)).isTrue();
    room.leave(60);
    assertThat(room.enter(ACME, "a2", 60)).isTrue();
  }
}
