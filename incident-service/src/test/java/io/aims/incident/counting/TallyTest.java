package io.aims.incident.counting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
  void what_is_over_is_described_by_what_fired() {
    assertThat(tally(at(1, "a", "FIRING", Severity.CRITICAL), at(2, "a", "RESOLVED"))).singleElement()
        .satisfies(tally -> {
          assertThat(tally.telling().signal().severity()).isEqualTo(Severity.CRITICAL);
          assertThat(tally.latest().signal().status()).isEqualTo(SignalStatus.RESOLVED);
        });
  }

  @Test
  void an_end_is_that_of_what_fired_whatever_kind_it_names() {
    var end = of(Kind.UNKNOWN, SignalStatus.RESOLVED);

    assertThat(Tally.of(List.of(end), Map.of(new SignalKey("a"), Kind.DRIFT), UUID::randomUUID))
        .containsOnlyKeys(new OpenKey(SYSTEM, Kind.DRIFT));
    assertThat(Tally.of(List.of(of(Kind.DRIFT, SignalStatus.FIRING), end), Map.of(), UUID::randomUUID))
        .containsOnlyKeys(new OpenKey(SYSTEM, Kind.DRIFT));
    assertThat(Tally.of(List.of(of(Kind.DRIFT, SignalStatus.FIRING)), Map.of(new SignalKey("a"), Kind.SAFETY),
        UUID::randomUUID)).containsOnlyKeys(new OpenKey(SYSTEM, Kind.DRIFT));
    assertThat(Tally.of(List.of(end), Map.of(), UUID::randomUUID))
        .containsOnlyKeys(new OpenKey(SYSTEM, Kind.UNKNOWN));
  }

  @Test
  void another_kind_is_another_incident() {
    var drift = of(Kind.DRIFT, SignalStatus.FIRING);

    assertThat(Tally.of(List.of(at(1, "a", "FIRING"), drift), Map.of(), UUID::randomUUID)).containsOnlyKeys(
        new OpenKey(SYSTEM, Kind.FAIRNESS), new OpenKey(SYSTEM, Kind.DRIFT));
  }

  private static List<Tally> tally(Sighting... sightings) {
    var all = Tally.of(Arrays.asList(sightings), Map.of(), UUID::randomUUID);
    assertThat(all).hasSize(1);
    return List.copyOf(all.firstEntry().getValue());
  }

  private static Sighting at(int second, String key, String status) {
    return at(second, key, status, Severity.MINOR);
  }

  private static Sighting at(int second, String key, String status, Severity severity) {
    return new Sighting(new UUID(0, second), NOON.plusSeconds(second), SOURCE, SYSTEM, new SignalKey(key),
        signal(Kind.FAIRNESS, severity, SignalStatus.valueOf(status)));
  }

  private static Sighting of(Kind kind, SignalStatus status) {
    return new Sighting(new UUID(0, 9), NOON, SOURCE, SYSTEM, new SignalKey("a"),
        signal(kind, Severity.MINOR, status));
  }

  private static Signal signal(Kind kind, Severity severity, SignalStatus status) {
    return new Signal(kind, severity, status, null, null, null, null, null, null, null, null, null, new TreeMap<>());
  }
}
