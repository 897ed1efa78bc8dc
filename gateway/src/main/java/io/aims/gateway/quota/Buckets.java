package io.aims.gateway.quota;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;

/**
 * One quota for each of many: a bucket is made when it is first asked for, and forgotten when it would be full again.
 * Tells a quota in the fields of draft-ietf-httpapi-ratelimit-headers.
 */
final class Buckets {
  private static final int MOST = 50_000;

  private final String name;
  private final double perSecond;
  private final LoadingCache<Object, TokenBucket> buckets;

  /**
   * @param name what callers are told that this quota is counted by
   * @param replicas which share the requests about evenly
   */
  Buckets(String name, int perSecond, int burst, int replicas) {
    this.name = name;
    this.perSecond = Math.max(1.0, (double) perSecond / replicas);
    var most = Math.max(1.0, (double) burst / replicas);
    buckets = Caffeine.newBuilder()
        .maximumSize(MOST)
        .expireAfterAccess(Duration.ofSeconds(1 + (long) (most / this.perSecond)))
        .build(whose -> new TokenBucket(this.perSecond, most, System.nanoTime()));
  }

  TokenBucket.Grant take(Object whose) {
    return buckets.get(whose).take(System.nanoTime());
  }

  String policy() {
    return "\"%s\";q=%d;w=1".formatted(name, (long) perSecond);
  }

  String told(TokenBucket.Grant grant) {
    return "\"%s\";r=%d;t=%d".formatted(name, grant.remaining(), Quotas.seconds(grant.pause()));
  }
}
