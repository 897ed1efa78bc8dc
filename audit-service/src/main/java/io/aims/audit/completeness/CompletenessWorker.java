package io.aims.audit.completeness;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.agroal.api.AgroalDataSource;
import io.aims.platform.inbox.ReplayRequests;
import io.aims.platform.refusal.Faults;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/** Keeps the comparison up to date: a plain loop on one thread of its own, as the relay is. */
@ApplicationScoped
class CompletenessWorker {
  private static final Logger LOG = Logger.getLogger(CompletenessWorker.class);
  private static final Duration STOP = Duration.ofSeconds(2);
  private final Comparer comparer;
  private final TrustedKeys keys;
  private final CompletenessConfig config;
  private volatile boolean running;
  private @Nullable Thread thread;

  CompletenessWorker(@DataSource("worker") AgroalDataSource database, ReplayRequests requests,
      CompletenessConfig config, TrustedKeys keys) {
    this.comparer = new Comparer(database, requests, config);
    this.config = config;
    this.keys = keys;
  }

  void start(@Observes StartupEvent event) {
    keys.read();
    running = true;
    thread = Thread.ofPlatform().name("completeness").daemon().start(this::run);
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    running = false;
    if (thread != null) {
      LockSupport.unpark(thread);
      thread.join(STOP);
    }
  }

  private void run() {
    var failures = 0;
    while (running) {
      try {
        keys.read();
        comparer.round();
        failures = 0;
        LockSupport.parkNanos(config.every().toNanos());
      } catch (SQLException | RuntimeException e) {
        failures++;
        LOG.warnf("The comparison of the ledger waits after failure %d: %s", failures, Faults.summary(e));
        LockSupport.parkNanos(Math.min(5_000_000_000L, 100_000_000L << Math.min(failures, 6)));
      }
    }
  }
}
