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
  void what_is_missing_is_asked_for_with_growing_pauses_up_to_ten_minutes() {
    assertThat(row(ONE, null, NOON, null).toBeAskedFor(NOON.plusSeconds(9), PATIENCE)).isFalse();
    assertThat(row(ONE, null, NOON, null).toBeAskedFor(NOON.plusSeconds(10), PATIENCE)).isTrue();
    assertThat(row(ONE, null, NOON, NOON.plusSeconds(10)).toBeAskedFor(NOON.plusSeconds(19), PATIENCE)).isFalse();
    assertThat(row(ONE, null, NOON, NOON.plusSeconds(10)).toBeAskedFor(NOON.plusSeconds(20), PATIENCE)).isTrue();
    var long_ago = row(ONE, null, NOON, NOON.plusSeconds(36_000));
    assertThat(long_ago.toBeAskedFor(NOON.plusSeconds(36_599), PATIENCE)).isFalse();
    assertThat(long_ago.toBeAskedFor(NOON.plusSeconds(36_600), PATIENCE)).isTrue();
  }

  @Test
  void progress_begins_the_wait_anew() {
    var later = NOON.plusSeconds(60);

    var after = row(StreamHead.EMPTY, null, NOON, NOON.plusSeconds(40)).after(new Comparison(ONE, 2L, false), later,
        PATIENCE);

    assertThat(after.held()).isEqualTo(ONE);
    assertThat(after.behindSince()).isEqualTo(later);
    assertThat(after.askedAt()).isNull();
  }

  @Test
  void without_progress_it_goes_on_waiting_and_looks_less_and_less_often() {
    var behind = row(ONE, null, NOON, null);

    assertThat(behind.after(new Comparison(ONE, 2L, false), NOON.plusSeconds(5), PATIENCE)).isEqualTo(behind);
    assertThat(behind.nextLook(NOON.plusSeconds(1), Duration.ofSeconds(1))).isEqualTo(NOON.plusSeconds(2));
    assertThat(behind.nextLook(NOON.plusSeconds(400), Duration.ofSeconds(1))).isEqualTo(NOON.plusSeconds(500));
    assertThat(behind.nextLook(NOON.plusSeconds(400_000), Duration.ofSeconds(1))).isEqualTo(NOON.plusSeconds(400_600));
    assertThat(row(TWO, null, null, null).nextLook(NOON, Duration.ofSeconds(1))).isNull();
  }

  @Test
  void another_digest_counts_once_it_has_stayed() {
    var differs = new Comparison(new StreamHead(2, ONE.digest()), null, true);

    var soon = row(ONE, null, NOON, null).after(differs, NOON.plusSeconds(9), PATIENCE);
    assertThat(soon.contradiction()).isNull();
    assertThat(soon.held()).isEqualTo(StreamHead.EMPTY);
    assertThat(soon.behindSince()).isEqualTo(NOON);

    var late = row(ONE, null, NOON, null).after(differs, NOON.plusSeconds(10), PATIENCE);
    assertThat(late.contradiction()).contains("2 events of risk-service");
    assertThat(late.state(NOON.plusSeconds(10), PATIENCE)).isEqualTo(StreamState.FORKED);
    assertThat(late.nextLook(NOON.plusSeconds(10), PATIENCE)).as("nothing more to be looked for").isNull();
  }

  @Test
  void a_contradiction_ends_when_all_that_was_signed_for_is_there_after_all() {
    var after = row(StreamHead.EMPTY, "differs", NOON, null).after(new Comparison(TWO, null, false), NOON, PATIENCE);

    assertThat(after.state(NOON, PATIENCE)).isEqualTo(StreamState.COMPLETE);
  }

  @Test
  void who_signs_two_digests_for_as_many_events_of_one_epoch_contradicts_themselves() {
    var row = row(TWO, null, null, null);

    assertThat(row.contradicts(new StreamHead(2, ONE.digest()), 1)).isTrue();
    assertThat(row.contradicts(TWO, 1)).isFalse();
    assertThat(row.contradicts(new StreamHead(3, ONE.digest()), 1)).isFalse();
    assertThat(row.contradicts(new StreamHead(2, ONE.digest()), 2)).isFalse();
  }

  private static StreamRow row(StreamHead held, @Nullable String contradiction, @Nullable Instant behindSince,
      @Nullable Instant askedAt) {
    return new StreamRow(new UUID(1, 1), "risk-service", TWO, 1, NOON, "a note", null, contradiction, held, behindSince,
        askedAt);
  }
}
