package io.aims.gateway.quota;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;

/**
 * How much comes in without a name: few requests of an address, so many concerns for an organisation, and so many
 * follow-ups in all. Whoever is over their own share uses up nobody else's. Addresses are forgotten after minutes and
 * never written down.
 */
final class Doors {
  private static final int MOST = 50_000;
  private static final Duration IDLE = Duration.ofMinutes(2);

  private final LoadingCache<String, TokenBucket> addresses;
  private final LoadingCache<String, TokenBucket> organisations;
  private final TokenBucket followUps;

  /** So many a minute, on average, and at once after a pause. */
  Doors(double perAddress, double perOrganisation, double followUps, long now) {
    this.addresses = buckets(perAddress);
    this.organisations = buckets(perOrganisation);
    this.followUps = bucket(followUps, now);
  }

  /** How long a door is closed to who comes from {@code address}; {@code organisation} is null for a follow-up. */
  Duration pause(String address, @Nullable String organisation, long now) {
    var own = addresses.get(address).take(now);
    if (!own.granted()) {
      return own.pause();
    }
    var shared = organisation == null ? followUps : organisations.get(organisation);
    return shared.take(now).pause();
  }

  private static LoadingCache<String, TokenBucket> buckets(double perMinute) {
    return Caffeine.newBuilder()
        .maximumSize(MOST)
        .expireAfterAccess(IDLE)
        .build(key -> bucket(perMinute, System.nanoTime()));
  }

  private static TokenBucket bucket(double perMinute, long now) {
    return new TokenBucket(perMinute / 60, perMinute, now);
  }
}
