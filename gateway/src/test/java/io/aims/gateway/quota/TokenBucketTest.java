package io.aims.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.aims.platform.test.Draw;
import io.aims.platform.test.Seeded;

class TokenBucketTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @Test
  void grantsABurstAndThenTheRate() {
    var bucket = new TokenBucket(2, 3, 0);
    assertThat(List.of(bucket.take(0), bucket.take(0), bucket.take(0))).allMatch(TokenBucket.Grant::granted)
        .map(TokenBucket.Grant::remaining)
        .containsExactly(2L, 1L, 0L);
    var refused = bucket.take(0);
    assertThat(refused.granted()).isFalse();
    assertThat(refused.pause()).isEqualTo(Duration.ofMillis(500));
    assertThat(bucket.take(SECOND / 2).granted()).isTrue();
    assertThat(bucket.take(SECOND / 2).granted()).isFalse();
  }

  @Test
  void aLongPauseFillsItToTheBurstOnly() {
    var bucket = new TokenBucket(2, 3, 0);
    var granted = 0;
    for (var i = 0; i < 10; i++) {
      granted += bucket.take(1_000 * SECOND).granted() ? 1 : 0;
    }
    assertThat(granted).isEqualTo(3);
  }

  @Seeded(300)
  void neverGrantsMoreThanBurstAndRate(Draw draw) {
    var perSecond = draw.between(1, 50);
    var burst = draw.between(1, 100);
    var pauses = draw.listOf(draw.between(0, 300), () -> draw.between(-50_000_000L, 100_000_000L));
    var bucket = new TokenBucket(perSecond, burst, 0);
    var now = 0L;
    var latest = 0L;
    var granted = 0;
    for (var pause : pauses) {
      now += pause;
      latest = Math.max(latest, now);
      granted += bucket.take(now).granted() ? 1 : 0;
    }
    assertThat(granted).isLessThanOrEqualTo((int) (burst + (double) perSecond * latest / SECOND + 1));
  }
}
