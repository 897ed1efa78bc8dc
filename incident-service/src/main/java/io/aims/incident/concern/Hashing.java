package io.aims.incident.concern;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.refusal.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** Runs slow hashes beside the event loop, and so few at a time that strangers can't keep the machine busy with them. */
@ApplicationScoped
class Hashing {
  private static final int MOST = 16;
  private static final Duration SOON = Duration.ofSeconds(2);
  private final AtomicInteger underWay = new AtomicInteger();

  /** The outcome of {@code work}, on the caller's own context. */
  <T> Uni<T> run(Callable<T> work) {
    return Uni.createFrom().deferred(() -> {
      if (underWay.incrementAndGet() > MOST) {
        underWay.decrementAndGet();
        throw new Refusal.NotReady("Too many are at this door at once.", SOON);
      }
      return Uni.createFrom()
          .completionStage(() -> Vertx.currentContext().executeBlocking(work, false).toCompletionStage())
          .eventually(underWay::decrementAndGet);
    });
  }
}
