package io.aims.gateway.quota;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;

import io.aims.gateway.Stage;
import io.aims.gateway.identity.Caller;
import io.aims.gateway.problem.Problem;
import io.aims.gateway.routing.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Keeps one client from using up what all share: a bucket per client and organisation, or per address without a token,
 * in memory, and those of the {@link Doors} for concerns without a name. Says what is left in the fields of
 * draft-ietf-httpapi-ratelimit-headers.
 */
@ApplicationScoped
class Quotas {
  private static final int MOST_CLIENTS = 50_000;

  private final LoadingCache<Object, TokenBucket> buckets;
  private final Doors doors;
  private final String policy;

  Quotas(QuotaConfig config) {
    var perSecond = Math.max(1.0, (double) config.perSecond() / config.replicas());
    var burst = Math.max(1.0, (double) config.burst() / config.replicas());
    policy = "\"client\";q=%d;w=1".formatted((long) perSecond);
    buckets = Caffeine.newBuilder()
        .maximumSize(MOST_CLIENTS)
        .expireAfterAccess(Duration.ofSeconds(1 + (long) (burst / perSecond)))
        .build(client -> new TokenBucket(perSecond, burst, System.nanoTime()));
    doors = new Doors(config.anonymousPerMinute(), share(config.concernsPerMinute(), config),
        share(config.followUpsPerMinute(), config), System.nanoTime());
  }

  private static double share(int all, QuotaConfig config) {
    return Math.max(1.0, (double) all / config.replicas());
  }

  void install(@Observes Router router) {
    router.route().order(Stage.QUOTA).handler(this::count);
  }

  private void count(RoutingContext request) {
    var caller = Caller.of(request);
    var grant = buckets.get(caller == null ? request.request().remoteAddress().hostAddress() : caller)
        .take(System.nanoTime());
    request.response()
        .putHeader("RateLimit-Policy", policy)
        .putHeader("RateLimit", "\"client\";r=" + grant.remaining() + ";t=" + seconds(grant.pause()));
    var pause = grant.granted() ? doorPause(request) : grant.pause();
    if (pause.isZero()) {
      request.next();
    } else {
      refusal(request).retryAfter(Duration.ofSeconds(seconds(pause))).send(request);
    }
  }

  /** How long a door is closed to who comes without a name; how many came is not told. */
  private Duration doorPause(RoutingContext request) {
    var route = Route.of(request);
    return route == null || !route.isAnonymous()
        ? Duration.ZERO
        : doors.pause(request.request().remoteAddress().hostAddress(), route.organisation(request.normalizedPath()),
            System.nanoTime());
  }

  /** Senders of alerts give up on 429 and come back on 503. */
  private static Problem refusal(RoutingContext request) {
    var route = Route.of(request);
    return route != null && route.isHooks()
        ? Problem.notReady()
        : Problem.http(429, "Too many requests", "The quota of this client is used up for the moment.");
  }

  private static long seconds(Duration pause) {
    return pause.plusMillis(999).toSeconds();
  }
}
