package io.aims.audit.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.aims.platform.stream.StreamHead;

class StreamRowTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final StreamHead ONE = StreamHead.EMPTY.append("a".getBytes(StandardCharsets.UTF_8));
  private static final StreamHead TWO = ONE.append("b".getBytes(StandardCharsets.UTF_8));

  @Test
  void what_is_behind_is_on_its_way_until_the_patience_ends() {
    var behind = row(ONE, null, NOON, null);

    assertThat(behind.state(NOON.plusSeconds(9), PATIENCE)).isEqualTo(StreamState.CATCHING_UP);
    assertThat(behind.state(NOON.plusSeconds(10), PATIENCE)).isEqualTo(StreamState.INCOMPLETE);
    assertThat(row(TWO, null, null, null).state(NOON, PATIENCE)).isEqualTo(StreamState.COMPLETE);
    assertThat(row(TWO, "differs", null, null).state(NOON, PATIENCE)).isEqualTo(StreamState.FORKED);
  }

  @Test
  void what_is_missing_is_asked_for_with_growing_pauses() {
    assertThat(row(ONE, null, NOON, null).toBeAskedFor(NOON.plusSeconds(9), PATIENCE)).isFalse();
    assertThat(row(ONE, null, NOON, null).toBeAskedFor(NOON.plusSeconds(10), PATIENCE)).isTrue();
    assertThat(row(ONE, null, NOON, NOON.plusSeconds(10)).toBeAskedFor(NOON.plusSeconds(19), PATIENCE)).isFalse();
    assertThat(row(ONE, null, NOON, NOON.plusSeconds(10)).toBeAskedFor(NOON.plusSeconds(20), PATIENCE)).isTrue();
    assertThat(row(ONE, null, NOON, NOON.plusSeconds(20)).toBeAskedFor(NOON.plusSeconds(39), PATIENCE)).isFalse();
    assertThat(row(ONE, null, NOON, NOON.plusSeconds(20)).toBeAskedFor(NOON.plusSeconds(40), PATIENCE)).isTrue();
    assertThat(row(ONE, "differs", NOON, null).toBeAskedFor(NOON.plusSeconds(40), PATIENCE)).isFalse();
  }

  @Test
  void who_signs_two_digests_for_the_same_events_contradicts_themselves_until_the_next_epoch() {
    var other = new StreamHead(2, ONE.digest());

    assertThat(row(TWO, null, null, null).contradictedBy(other, 1)).contains("two different digests").contains("2");
    assertThat(row(TWO, null, null, null).contradictedBy(TWO, 1)).isNull();
    assertThat(row(TWO, "differs", null, null).contradictedBy(new StreamHead(3, ONE.digest()), 1)).isEqualTo("differs");
    assertThat(row(TWO, "differs", null, null).contradictedBy(other, 2)).isNull();
  }

  private static StreamRow row(StreamHead held, @Nullable String contradiction, @Nullable Instant behindSince,
      @Nullable Instant askedAt) {
    return new StreamRow(new UUID(1, 1), "risk-service", TWO, 1, NOON, contradiction, held, behindSince, askedAt);
  }
}
