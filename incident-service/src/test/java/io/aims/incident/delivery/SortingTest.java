package io.aims.incident.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.incident.counting.Sighting;
import io.aims.incident.mapping.Directions;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.Signal;
import io.aims.incident.signal.SignalStatus;
import io.aims.incident.unmapped.Heard;
import io.aims.incident.unmapped.PlacingFacts;

/** What a batch of a shared source says of one signal, some of it with the name of a system. */
class SortingTest {
  private static final UUID TENANT = new UUID(1, 1);
  private static final UUID SOURCE = new UUID(2, 1);
  private static final UUID SYSTEM = new UUID(3, 1);
  private static final PlacingFacts FACTS = new PlacingFacts(Directions.NONE, Map.of(), Map.of(),
      Map.of("lending", SYSTEM));
  private final Map<Delivery, Understood> read = new LinkedHashMap<>();

  @Test
  void an_end_goes_where_what_it_ends_went() {
    hear(SignalStatus.FIRING, "lending");
    hear(SignalStatus.RESOLVED, null);

    var sorted = Sorting.sorted(TENANT, read, FACTS);

    assertThat(sorted.sightings()).extracting(Sighting::systemId).containsExactly(SYSTEM, SYSTEM);
    assertThat(sorted.unmapped()).isEmpty();
  }

  @Test
  void nothing_overtakes_what_has_joined_the_queue_a_moment_before() {
    hear(SignalStatus.FIRING, null);
    hear(SignalStatus.FIRING, "lending");
    hear(SignalStatus.RESOLVED, "lending");

    var sorted = Sorting.sorted(TENANT, read, FACTS);

    assertThat(sorted.sightings()).isEmpty();
    assertThat(sorted.unmapped()).extracting(Heard::deliveryId).containsExactlyElementsOf(ids());
  }

  /** A queue is worked off after the source was bound: what it came as counts no more. */
  @Test
  void all_that_a_bound_source_says_is_about_its_system_whatever_it_names() {
    var bound = new UUID(3, 2);
    hear(SignalStatus.FIRING, "lending");
    hear(SignalStatus.FIRING, null);

    var sorted = Sorting.sorted(TENANT, read, new PlacingFacts(
        new Directions(Map.of(SOURCE, bound), Set.of(), Map.of()), Map.of(), Map.of(), Map.of("lending", SYSTEM)));

    assertThat(sorted.sightings()).extracting(Sighting::systemId).containsExactly(bound, bound);
  }

  private List<UUID> ids() {
    return read.keySet().stream().map(Delivery::id).toList();
  }

  private void hear(SignalStatus status, String systemRef) {
    var identity = new TreeMap<>(Map.of("fingerprint", "parity-gap"));
    read.put(delivery(new UUID(4, read.size())), Understood.of(new Signal(Kind.FAIRNESS, Severity.CRITICAL, status,
        systemRef, null, "native:parity-gap", null, null, null, null, null, null, identity)));
  }

  private static Delivery delivery(UUID id) {
    return new Delivery() {
      @Override
      UUID id() {
        return id;
      }

      @Override
      UUID tenant() {
        return TENANT;
      }

      @Override
      UUID sourceId() {
        return SOURCE;
      }

      @Override
      UUID systemId() {
        return null;
      }

      @Override
      Instant receivedAt() {
        return Instant.EPOCH;
      }
    };
  }
}
