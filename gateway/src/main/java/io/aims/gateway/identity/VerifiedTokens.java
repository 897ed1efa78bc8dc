package io.aims.gateway.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jspecify.annotations.Nullable;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;

import io.quarkus.security.identity.SecurityIdentity;

/**
 * Identities of tokens that were verified a moment ago, by the SHA-256 of the token: a portal sends the same token with
 * every click, and RSA is the dearest part of a small request.
 */
@ApplicationScoped
class VerifiedTokens {
  private final Cache<ByteBuffer, Entry> identities;
  private final Clock clock;
  private final Duration longest;

  @Inject
  VerifiedTokens(TokenConfig config) {
    this(config.remembered(), config.rememberedFor(), Clock.systemUTC(), Ticker.systemTicker());
  }

  VerifiedTokens(long size, Duration longest, Clock clock, Ticker ticker) {
    this.longest = longest;
    this.clock = clock;
    this.identities = Caffeine.newBuilder()
        .maximumSize(size)
        .ticker(ticker)
        .expireAfter(Expiry.creating((ByteBuffer token, Entry entry) -> entry.lifetime))
        .build();
  }

  /** The identity that {@code token} was verified to be; null when it has to be verified. */
  @Nullable
  SecurityIdentity get(String token) {
    var entry = identities.getIfPresent(fingerprint(token));
    return entry == null ? null : entry.identity;
  }

  /** Remembers {@code identity}, at most until {@code expiry}. */
  void put(String token, SecurityIdentity identity, Instant expiry) {
    var left = Duration.between(clock.instant(), expiry);
    if (left.isPositive()) {
      identities.put(fingerprint(token), new Entry(identity, left.compareTo(longest) < 0 ? left : longest));
    }
  }

  private static ByteBuffer fingerprint(String token) {
    try {
      return ByteBuffer
          .wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Entry(SecurityIdentity identity, Duration lifetime) {}
}
