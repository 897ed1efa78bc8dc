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
 * Keeps one client from using up what all share: a bucket per client and organisation, or per address without a token, in
 * memory, and one per organisation for concerns without a name. Says what is left in the fields of draft-ietf-httpapi-ratelimit-headers.
 */
@ApplicationScoped
class Quotas {
  private static final int MOST_CLIENTS = 50_000;

  private final LoadingCache<Object, TokenBucket> buckets;
  /** By organisation, for who comes without a name. */
  private final LoadingCache<String, TokenBucket> doors;
  private final String policy;

  Quotas(QuotaConfig config) {
    var perSecond = Math.max(1.0, (double) config.perSecond() / config.replicas());
    var burst = Math.max(1.0, (double) config.burst() / config.replicas());
    policy = "\"client\";q=%d;w=1".formatted((long) perSecond);
    buckets = Caffeine.newBuilder()
        .maximumSize(MOST_CLIENTS)
        .expireAfterAccess(Duration.ofSeconds(1 + (long) (burst / perSecond)))
        .build(client -> new TokenBucket(perSecond, burst, System.nanoTime()));
    var concerns = Math.max(1.0, (double) config.concernsPerMinute() / config.replicas());
    doors = Caffeine.newBuilder()
        .maximumSize(MOST_CLIENTS)
        .expireAfterAccess(Duration.ofMinutes(2))
        .build(organisation -> new TokenBucket(concerns / 60, concerns, System.nanoTime()));
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

  /** How long the door of the organisation is closed to everybody without a name; how many came is not told. */
  private Duration doorPause(RoutingContext request) {
    var route = Route.of(request);
    var organisation = route == null || !route.isAnonymous() ? null : route.organisation(request.normalizedPath());
    return organisation == null ? Duration.ZERO : doors.get(organisation).take(System.nanoTime()).pause();
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
