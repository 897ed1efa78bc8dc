package io.aims.gateway.quota;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.aims.gateway.Stage;
import io.aims.gateway.identity.Caller;
import io.aims.gateway.problem.Problem;
import io.aims.gateway.routing.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Keeps one client from using up what all share: a bucket per client and organisation, or per address without a token,
 * in memory; for hooks one per sender and source, so that a storm of one source keeps no alarm of another out, and one
 * per sender, since anybody can make up sources; and those of the {@link Doors} for concerns without a name.
 */
@ApplicationScoped
class Quotas {
  private final Buckets clients;
  private final Buckets sources;
  private final Buckets senders;
  private final Doors doors;

  Quotas(QuotaConfig config) {
    var replicas = config.replicas();
    clients = new Buckets("client", config.perSecond(), config.burst(), replicas);
    sources = new Buckets("source", config.perSecond(), config.burst(), replicas);
    senders = new Buckets("sender", config.hooksPerSecond(), config.hooksBurst(), replicas);
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
    var pause = pause(request);
    if (pause.isZero()) {
      request.next();
    } else {
      refusal(request).retryAfter(Duration.ofSeconds(seconds(pause))).send(request);
    }
  }

  private Duration pause(RoutingContext request) {
    var caller = Caller.of(request);
    var sender = caller == null ? request.request().remoteAddress().hostAddress() : caller;
    if (isHook(request)) {
      var own = take(sources, Sending.of(sender, request.normalizedPath()), request);
      return own.isZero() ? take(senders, sender, request) : own;
    }
    var own = take(clients, sender, request);
    return own.isZero() ? doorPause(request) : own;
  }

  /** Takes a permit and says how many are left; how long to wait if there was none. */
  private static Duration take(Buckets buckets, Object whose, RoutingContext request) {
    var grant = buckets.take(whose);
    request.response().headers().add("RateLimit-Policy", buckets.policy()).add("RateLimit", buckets.told(grant));
    return grant.pause();
  }

  /** How long a door is closed to who comes without a name; how many came is not told. */
  private Duration doorPause(RoutingContext request) {
    var route = Route.of(request);
    return route == null || !route.isAnonymous()
        ? Duration.ZERO
        : doors.pause(request.request().remoteAddress().hostAddress(), route.organisation(request.normalizedPath()),
            System.nanoTime());
  }

  /** What kind of sender it is, nobody knows here: some give up on 429, none on 503 alone. */
  private static Problem refusal(RoutingContext request) {
    return isHook(request)
        ? Problem.notReady("The quota of this hook is used up for the moment.")
        : Problem.http(429, "Too many requests", "The quota of this client is used up for the moment.");
  }

  private static boolean isHook(RoutingContext request) {
    var route = Route.of(request);
    return route != null && route.isHooks();
  }

  static long seconds(Duration pause) {
    return pause.plusMillis(999).toSeconds();
  }
}
