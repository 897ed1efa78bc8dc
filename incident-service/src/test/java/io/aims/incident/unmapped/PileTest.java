package io.aims.incident.unmapped;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.Signal;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.signal.SignalStatus;

class PileTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  @Test
  void a_storm_is_one_pile_per_key() {
    var heard = new ArrayList<Heard>();
    for (var i = 0; i < 1000; i++) {
      heard.add(heard("a", i, true));
    }
    heard.add(heard("b", 1000, true));

    var piles = List.copyOf(Pile.of(heard));

    assertThat(piles).extracting(pile -> pile.last().key().hex()).containsExactly("a", "b");
    assertThat(piles.getFirst().firing()).isEqualTo(1000);
    assertThat(piles.getFirst().deliveries()).isEqualTo(1000);
    assertThat(piles.getFirst().firstSeen()).isEqualTo(NOON);
  }

  @Test
  void it_fires_since_it_was_last_over() {
    var pile = only(heard("a", 1, true), heard("a", 2, false), heard("a", 3, true), heard("a", 4, true));

    assertThat(pile.run().receivedAt()).isEqualTo(NOON.plusSeconds(3));
    assertThat(pile.fired().receivedAt()).isEqualTo(NOON.plusSeconds(4));
    assertThat(pile.ended().receivedAt()).isEqualTo(NOON.plusSeconds(2));
    assertThat(pile.resolved()).isOne();
  }

  @Test
  void an_end_does_not_hide_what_it_ends() {
    var pile = only(heard("a", 1, true), heard("a", 2, false));

    assertThat(pile.telling().signal().firing()).isTrue();
    assertThat(pile.last().signal().firing()).isFalse();
    assertThat(pile.run().receivedAt()).isEqualTo(NOON.plusSeconds(1));
  }

  @Test
  void what_fires_and_is_over_in_one_delivery_has_come_once() {
    assertThat(only(heard("a", 1, true), heard("a", 1, false)).deliveries()).isOne();
  }

  private static Pile only(Heard... heard) {
    return Pile.of(List.of(heard)).iterator().next();
  }

  private static Heard heard(String key, int second, boolean firing) {
    return new Heard(new UUID(0, second), NOON.plusSeconds(second), new UUID(1, 1), new SignalKey(key),
        new Signal(Kind.DRIFT, Severity.MAJOR, firing ? SignalStatus.FIRING : SignalStatus.RESOLVED, null, null, null,
            null, null, null, null, null, null, new TreeMap<>()));
  }
}
