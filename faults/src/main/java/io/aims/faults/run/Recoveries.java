package io.aims.faults.run;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import io.aims.faults.load.Load;
import io.aims.faults.run.Scenario.Recovery;
import io.aims.local.engine.ServiceCatalogue;

/** Measures how long after a fault the first request is answered with 2xx again. */
final class Recoveries {
  private static final long GIVE_UP = 60_000_000_000L;

  private Recoveries() {}

  /** @param since the moment of the fault by {@code System.nanoTime()} */
  static CompletableFuture<Recovery> measure(String kind, ServiceCatalogue service, Load load, long since) {
    return measure(kind, () -> load.probe(service), since);
  }

  /** @param serves whether a request that needs what was broken is answered with success */
  static CompletableFuture<Recovery> measure(String kind, BooleanSupplier serves, long since) {
    var measured = new CompletableFuture<Recovery>();
    Thread.ofVirtual().start(() -> {
      try {
        while (!serves.getAsBoolean()) {
          if (System.nanoTime() - since > GIVE_UP) {
            measured.complete(new Recovery(kind, -1));
            return;
          }
          Thread.sleep(75);
        }
        measured.complete(new Recovery(kind, (System.nanoTime() - since) / 1_000_000));
      } catch (InterruptedException | RuntimeException e) {
        measured.completeExceptionally(e);
      }
    });
    return measured;
  }
}
