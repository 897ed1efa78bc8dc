package io.aims.incident.authority;

import java.time.Duration;
import java.util.concurrent.Semaphore;

import io.aims.platform.refusal.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** Prints reports beside the event loop, and so few at a time that they can't keep the machine busy. */
final class Press {
  private static final int MOST = 2;
  private static final Duration SOON = Duration.ofSeconds(2);
  private final Semaphore free = new Semaphore(MOST);

  /** Refuses as not ready while others are printed. */
  Uni<byte[]> print(ReportView report) {
    return Uni.createFrom().deferred(() -> {
      enter();
      return Uni.createFrom()
          .completionStage(
              () -> Vertx.currentContext().executeBlocking(() -> draw(report), false).toCompletionStage());
    });
  }

  void enter() {
    if (!free.tryAcquire()) {
      throw new Refusal.NotReady("Other reports are being printed.", SOON);
    }
  }

  /** Gives the place back when it is done, also when nobody waits for it any more. */
  byte[] draw(ReportView report) {
    try {
      return ReportPdf.of(report);
    } finally {
      free.release();
    }
  }
}
