package io.aims.platform.inbox;

import java.time.Duration;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * Looks again and again for something that is about to arrive. Each look opens and ends its own transaction, so that
 * nothing is held while waiting; the pauses are timers of the caller's own Vert.x context.
 */
@ApplicationScoped
public class Patience {
  private static final Duration PAUSE = Duration.ofMillis(40);
  private final Vertx vertx;

  Patience(Vertx vertx) {
    this.vertx = vertx;
  }

  /** What {@code look} finds within {@code most}; null when it has found nothing until then. */
  public <T> Uni<@Nullable T> await(Duration most, Supplier<Uni<@Nullable T>> look) {
    return Uni.createFrom().deferred(() -> again(System.nanoTime() + most.toNanos(), look));
  }

  private <T> Uni<@Nullable T> again(long deadline, Supplier<Uni<@Nullable T>> look) {
    return look.get()
        .chain(found -> found != null || System.nanoTime() - deadline >= 0
            ? Uni.createFrom().item(found)
            : pause().chain(() -> again(deadline, look)));
  }

  private Uni<Void> pause() {
    return Uni.createFrom().emitter(emitter -> vertx.setTimer(PAUSE.toMillis(), timer -> emitter.complete(null)));
  }
}
