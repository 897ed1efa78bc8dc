package io.aims.incident.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.Signal;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.signal.SignalStatus;

class TallyTest {
  private static final UUID SYSTEM = UUID.randomUUID();
  private static final UUID SOURCE = UUID.randomUUID();
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @Test
  void a_storm_of_one_signal_is_one_tally() {
    var tallies = tally(at(1, "a", "FIRING"), at(2, "a", "FIRING"), at(3, "a", "RESOLVED"), at(3, "a", "FIRING"));

    assertThat(tallies).singleElement().satisfies(tally -> {
      assertThat(tally.firing()).isEqualTo(3);
      assertThat(tally.resolved()).isOne();
      assertThat(tally.deliveries()).isEqualTo(3);
      assertThat(tally.firstSeen()).isEqualTo(NOON.plusSeconds(1));
      assertThat(tally.latest().signal().status()).isEqualTo(SignalStatus.FIRING);
      assertThat(tally.latest().receivedAt()).isEqualTo(NOON.plusSeconds(3));
    });
  }

  @Test
  void signals_of_one_kind_are_counted_apart_and_opened_by_the_worst() {
    var tallies = tally(at(1, "a", "FIRING"), at(2, "b", "FIRING", Severity.CRITICAL), at(3, "c", "FIRING"));

    assertThat(tallies).hasSize(3);
    assertThat(Tally.opener(tallies, any -> true).orElseThrow().by().key()).isEqualTo(new SignalKey("b"));
  }

  @Test
  void what_is_held_back_opens_nothing_however_bad_it_is() {
    var tallies = tally(at(1, "a", "FIRING"), at(2, "b", "FIRING", Severity.CRITICAL));

    assertThat(Tally.opener(tallies, key -> !key.equals(new SignalKey("b"))).orElseThrow().by().key())
        .isEqualTo(new SignalKey("a"));
    assertThat(Tally.opener(tallies, none -> false)).isEmpty();
  }

  @Test
  void what_is_only_over_opens_nothing() {
    assertThat(Tally.opener(tally(at(1, "a", "RESOLVED")), any -> true)).isEmpty();
  }

  @Test
  void what_has_fired_opens_even_if_it_is_over_by_now() {
    var opener = Tally.opener(tally(at(1, "a", "FIRING"), at(2, "a", "RESOLVED")), any -> true).orElseThrow();

    assertThat(opener.by().receivedAt()).isEqualTo(NOON.plusSeconds(1));
  }

  @Test
  void another_kind_is_another_incident() {
    var drift = new Sighting(new UUID(0, 9), NOON, SOURCE, SYSTEM, new SignalKey("a"),
        signal(Kind.DRIFT, Severity.MINOR, SignalStatus.FIRING), null);

    assertThat(Tally.of(List.of(at(1, "a", "FIRING"), drift), UUID::randomUUID)).containsOnlyKeys(
        new OpenKey(SYSTEM, Kind.FAIRNESS), new OpenKey(SYSTEM, Kind.DRIFT));
  }

  private static List<Tally> tally(Sighting... sightings) {
    var all = Tally.of(Arrays.asList(sightings), UUID::randomUUID);
    assertThat(all).hasSize(1);
    return List.copyOf(all.firstEntry().getValue());
  }

  private static Sighting at(int second, String key, String status) {
    return at(second, key, status, Severity.MINOR);
  }

  private static Sighting at(int second, String key, String status, Severity severity) {
    return new Sighting(new UUID(0, second), NOON.plusSeconds(second), SOURCE, SYSTEM, new SignalKey(key),
        signal(Kind.FAIRNESS, severity, SignalStatus.valueOf(status)), null);
  }

  private static Signal signal(Kind kind, Severity severity, SignalStatus status) {
    return new Signal(kind, severity, status, null, null, null, null, null, null, null, null, null, new TreeMap<>());
  }
}
