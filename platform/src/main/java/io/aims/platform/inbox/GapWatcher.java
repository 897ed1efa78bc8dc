package io.aims.platform.inbox;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.agroal.api.AgroalDataSource;
import io.aims.platform.refusal.Faults;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/**
 * Looks after parked events: gives those whose turn it is to their feed, and asks owners for versions that have got lost, were
 * let go, or are needed to make a projection anew.
 *
 * <p>A plain loop on one thread of its own, as the relay is; several processes may run it, since each event is claimed.
 */
@ApplicationScoped
class GapWatcher {
  private static final Logger LOG = Logger.getLogger(GapWatcher.class);
  private static final int BATCH = 100;
  /** Events in the hands of their feeds at a time: a look after many must not take the database from requests. */
  private static final int AT_ONCE = 4;
  /** Aggregates that are being made anew and asked for at a time: their events must not crowd out others. */
  private static final int REBUILT = 20;
  private static final long PATIENCE = 30;
  private final AgroalDataSource worker;
  private final DueEvents dueEvents;
  private final LetGoVersions letGo;
  private final RebuildGaps rebuilds = new RebuildGaps();
  private final InboxConfig config;
  private final Feeds feeds;
  private final Inbox inbox;
  private final ReplayRequests requests;
  private final MeterRegistry metrics;
  private final Vertx vertx;
  private final Semaphore hands = new Semaphore(AT_ONCE);
  private volatile boolean running;
  private @Nullable Thread thread;

  GapWatcher(@DataSource("worker") AgroalDataSource worker, InboxConfig config, Feeds feeds, Inbox inbox,
      ReplayRequests requests, MeterRegistry metrics, Vertx vertx) {
    this.worker = worker;
    this.dueEvents = new DueEvents(config);
    this.letGo = new LetGoVersions(config);
    this.config = config;
    this.feeds = feeds;
    this.inbox = inbox;
    this.requests = requests;
    this.metrics = metrics;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent event) {
    feeds.names().forEach(this::asked);
    running = true;
    thread = Thread.ofPlatform().name("gap-watcher").daemon().start(this::run);
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    running = false;
    if (thread != null) {
      thread.interrupt();
      thread.join(2_000);
    }
  }

  private void run() {
    var failures = 0;
    while (running) {
      try {
        askForRebuilds();
        lookAfterLetGo();
        if (look() < BATCH) {
          LockSupport.parkNanos(config.poll().toNanos());
        }
        failures = 0;
      } catch (SQLException | TimeoutException | RuntimeException e) {
        failures++;
        LOG.warnf("The look after parked events waits after failure %d: %s", failures, Faults.summary(e));
        LockSupport.parkNanos(Math.min(5_000_000_000L, 100_000_000L << Math.min(failures, 6)));
      } catch (InterruptedException e) {
        running = false;
      }
    }
  }

  /** One look; the number of events that were due. What it does not get to is due again later. */
  private int look() throws SQLException, InterruptedException, TimeoutException {
    var due = claim();
    for (var event : due) {
      if (event.body() != null) {
        settle(event);
      } else if (event.behindGap()) {
        ask(event);
      }
    }
    return due.size();
  }

  /** The same for what was let go; what was asked for takes its time, so a full batch is no reason to hurry. */
  private void lookAfterLetGo() throws SQLException {
    try (var connection = worker.getConnection()) {
      for (var missing : letGo.claim(connection, BATCH)) {
        if (missing.back()) {
          letGo.forget(connection, missing);
        } else if (missing.hasRoom()) {
          LOG.infof("Feed %s has room again and asks %s for versions %d to %d of %s", missing.feed(), missing.source(),
              missing.held() + 1, missing.upTo(), missing.aggregateId());
          ask(missing.feed(), missing.source(), missing.tenant(), missing.aggregateId(), missing.held() + 1,
              missing.upTo());
        }
      }
    }
  }

  private void askForRebuilds() throws SQLException {
    try (var connection = worker.getConnection()) {
      for (var missing : rebuilds.claim(connection, REBUILT)) {
        var feed = feeds.named(missing.feed());
        if (feed != null) {
          ask(feed.name(), feed.source(), missing.tenant(), missing.aggregateId(), missing.from(), missing.to());
        }
      }
    }
  }

  private List<DueEvents.Due> claim() throws SQLException {
    try (var connection = worker.getConnection()) {
      return dueEvents.claim(connection, BATCH);
    }
  }

  private void ask(DueEvents.Due event) {
    var from = event.held() + 1;
    var to = event.version() - 1;
    LOG.logf(event.age().compareTo(config.alarm()) > 0 ? Logger.Level.WARN : Logger.Level.INFO,
        "Feed %s misses versions %d to %d of %s for %d s and asks %s for them", event.feed(), from, to,
        event.aggregateId(), event.age().toSeconds(), event.source());
    ask(event.feed(), event.source(), event.tenant(), event.aggregateId(), from, to);
  }

  private void ask(String feed, String source, UUID tenant, UUID aggregate, int from, int to) {
    asked(feed).increment();
    requests.ask(source, tenant, aggregate, from, to);
  }

  private Counter asked(String feed) {
    return metrics.counter("aims.inbox.replay.requests", "feed", feed);
  }

  private void settle(DueEvents.Due due) throws InterruptedException, TimeoutException {
    var feed = feeds.named(due.feed());
    if (feed == null) {
      return;
    }
    var event = ReceivedEvent.read(Objects.requireNonNull(due.body()), due.streamSeq(), due.epoch());
    if (!hands.tryAcquire(PATIENCE, TimeUnit.SECONDS)) {
      throw new TimeoutException("feeds have been busy with parked events for " + PATIENCE + " s");
    }
    var context = VertxContext.createNewDuplicatedContext(((VertxInternal) vertx).createEventLoopContext());
    VertxContextSafetyToggle.setContextSafe(context, true);
    context.runOnContext(begin -> inbox.look(feed, event)
        .onTermination()
        .invoke(hands::release)
        .subscribe()
        .with(settled -> {}, fault -> LOG.infof("Feed %s leaves version %d of %s to a later look: %s", due.feed(),
            due.version(), due.aggregateId(), Faults.summary(fault))));
  }
}
