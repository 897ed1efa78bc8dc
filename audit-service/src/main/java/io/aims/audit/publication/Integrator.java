package io.aims.audit.publication;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.agroal.api.AgroalDataSource;
import io.aims.platform.refusal.Faults;
import io.aims.platform.tenancy.Transactions.Committed;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/** Keeps the ledgers published: wakes after commits in this process, and now and then for those of others. */
@ApplicationScoped
class Integrator {
  private static final Logger LOG = Logger.getLogger(Integrator.class);
  private static final Duration STOP = Duration.ofSeconds(5);
  private final Publisher publisher;
  private final PublicationConfig config;
  private final Semaphore commits = new Semaphore(0);
  private volatile boolean running;
  private @Nullable Thread thread;

  Integrator(@DataSource("worker") AgroalDataSource database, PublicationConfig config, LedgerKeys keys,
      Standing standing, Clock clock) {
    this.publisher = new Publisher(database, config.dir(), keys, standing, clock, config.batch());
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    running = true;
    thread = Thread.ofPlatform().name("ledger").daemon().start(this::run);
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    running = false;
    if (thread != null) {
      thread.interrupt();
      thread.join(STOP);
    }
  }

  /** A commit in this process may have sequenced an entry. */
  void wake(@Observes Committed event) {
    if (commits.availablePermits() == 0) {
      commits.release();
    }
  }

  private void run() {
    var failures = 0;
    publisher.forget();
    while (running) {
      try {
        publisher.round();
        failures = 0;
        rest();
      } catch (SQLException | IOException | RuntimeException e) {
        failures++;
        LOG.warnf("The ledger waits after failure %d: %s", failures, Faults.summary(e));
        LockSupport.parkNanos(Math.min(5_000_000_000L, 100_000_000L << Math.min(failures, 6)));
      } catch (InterruptedException e) {
        running = false;
      }
    }
  }

  /** Sleeps until a commit, then a little longer, so that what is committed together is published together. */
  private void rest() throws InterruptedException {
    if (commits.tryAcquire(config.poll().toNanos(), TimeUnit.NANOSECONDS)) {
      TimeUnit.NANOSECONDS.sleep(config.gather().toNanos());
      commits.drainPermits();
    }
  }
}
