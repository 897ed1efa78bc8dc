package io.aims.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;

class VerifiedTokensTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private final AtomicLong nanos = new AtomicLong();
  private final VerifiedTokens tokens = new VerifiedTokens(100, Duration.ofSeconds(60),
      Clock.fixed(NOW, ZoneOffset.UTC), nanos::get);
  private final SecurityIdentity ada = QuarkusSecurityIdentity.builder()
      .setPrincipal(new QuarkusPrincipal("ada"))
      .build();

  @Test
  void aTokenIsRememberedForAWhile() {
    tokens.put("token", ada, NOW.plusSeconds(300));
    pass(59);
    assertThat(tokens.get("token")).isSameAs(ada);
    pass(2);
    assertThat(tokens.get("token")).isNull();
  }

  @Test
  void readingDoesNotProlong() {
    tokens.put("token", ada, NOW.plusSeconds(300));
    pass(40);
    assertThat(tokens.get("token")).isSameAs(ada);
    pass(40);
    assertThat(tokens.get("token")).isNull();
  }

  @Test
  void aTokenIsForgottenWhenItExpires() {
    tokens.put("token", ada, NOW.plusSeconds(10));
    pass(9);
    assertThat(tokens.get("token")).isSameAs(ada);
    pass(2);
    assertThat(tokens.get("token")).isNull();
  }

  @Test
  void aTokenThatHasExpiredWithinTheSkewIsNotRemembered() {
    tokens.put("token", ada, NOW.minusSeconds(10));
    assertThat(tokens.get("token")).isNull();
  }

  @Test
  void aTokenThatDiffersInOneLetterIsAnother() {
    tokens.put("token", ada, NOW.plusSeconds(300));
    assertThat(tokens.get("tokeN")).isNull();
  }

  @Test
  void noMoreThanTheLimitAreRemembered() {
    for (var i = 0; i < 10_000; i++) {
      tokens.put("token" + i, ada, NOW.plusSeconds(300));
    }
    var remembered = 0;
    for (var i = 0; i < 10_000; i++) {
      remembered += tokens.get("token" + i) == null ? 0 : 1;
    }
    // evicts in the background, so that the limit may be passed for a moment
    assertThat(remembered).isLessThan(1_000);
  }

  private void pass(long seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }
}
