package io.aims.incident.rounds;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.count;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import io.aims.incident.incident.Handling;
import io.aims.incident.turn.OwnContext;
import io.aims.platform.identity.Role;
import io.aims.platform.test.TestRealm;
import io.smallrye.mutiny.Uni;

/** Lets what is due have its effect at times that have not come yet, so that no test waits for them. */
abstract class AheadOfTime {
  @Inject
  Rounds rounds;
  @Inject
  OwnContext context;

  void round(Instant now) throws Exception {
    start(now).get(20, SECONDS);
  }

  CompletableFuture<Void> start(Instant now) {
    var done = new CompletableFuture<Void>();
    context.execute(
        () -> all(now)
            .subscribe()
            .with(done::complete, done::completeExceptionally));
    return done;
  }

  /** However much other tests have left. */
  private Uni<Void> all(Instant now) {
    return rounds.round(TestRealm.ACME, now).chain(more -> more ? all(now) : Uni.createFrom().voidItem());
  }

  static Instant opened(String id) {
    return Instant.parse(Handling.read(id).extract().path("openedAt"));
  }

  static long escalations(String id) {
    return count("select count(*) from event where aggregate_id = '%s' and type like '%%escalated%%'", id);
  }

  static long incidents(String source) {
    return count("select count(*) from incident where hook_source_id = '%s'", source);
  }

  static void hold(String source, int seconds) {
    as(Role.PLATFORM_ENGINEER).body(rules(seconds, 6)).post("/v1/signals/rules/" + source).then().statusCode(200);
  }

  static String rules(int holdDown, int flapsAt) {
    return """
        {"holdDownSeconds":%d,"flapsAt":%d,"calmAt":2,"flapWindowSeconds":3600,"reason":"noisy"}"""
        .formatted(holdDown, flapsAt);
  }

  static String signal(String source) {
    return as(Role.INCIDENT_RESPONDER).get("/v1/signals?sourceId=" + source).then().extract().path("items[0].id");
  }
}
