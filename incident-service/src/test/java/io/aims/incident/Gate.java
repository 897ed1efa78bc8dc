package io.aims.incident;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** Keeps a transaction open until the test lets it commit, so that another one meets it. */
public final class Gate {
  private final CompletableFuture<Void> reached = new CompletableFuture<>();
  private final CompletableFuture<Void> open = new CompletableFuture<>();

  /** Does {@code work} and stays in its transaction until the gate opens. */
  public <T> Supplier<Uni<T>> behind(Supplier<Uni<T>> work) {
    return () -> work.get().invoke(() -> reached.complete(null)).call(() -> {
      var here = Vertx.currentContext();
      return Uni.createFrom().completionStage(open).emitOn(next -> here.runOnContext(any -> next.run()));
    });
  }

  public void awaitReached() throws Exception {
    reached.get(20, SECONDS);
  }

  public void open() {
    open.complete(null);
  }

  /** Opens the gate once another transaction waits for a lock. */
  public void openOnceAnotherWaits() {
    await().atMost(30, SECONDS)
        .until(() -> Acme.count("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") > 0);
    open();
  }
}
