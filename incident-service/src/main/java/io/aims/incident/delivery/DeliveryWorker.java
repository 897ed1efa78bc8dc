package io.aims.incident.delivery;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.aims.incident.delivery.DeliveryProcessing.Failed;
import io.aims.incident.delivery.DeliveryQueue.Backlog;
import io.aims.incident.due.RetryPolicy;
import io.aims.incident.turn.Lookout;
import io.aims.incident.turn.OwnContext;
import io.aims.incident.turn.Turns;
import io.aims.platform.refusal.Faults;
import io.aims.platform.tenancy.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;

/**
 * Works the queue off, lane by lane: at once when the intake says so, else by looking every second.
 *
 * <p>A batch that fails is taken again one by one, so that only the delivery at fault waits, for longer each time, and
 * is set aside with its cause in the end. A fault that passes, as a database that restarts, counts for nobody.
 */
@ApplicationScoped
public class DeliveryWorker {
  private static final Logger LOG = Logger.getLogger(DeliveryWorker.class);
  private final Transactions transactions;
  private final DeliveryProcessing processing;
  private final DeliveryQueue queue;
  private final DeliveryConfig config;
  private final RetryPolicy retries;
  private final Clock clock;
  private final Turns<Lane> turns;
  private volatile List<Backlog> backlogs = List.of();

  DeliveryWorker(Transactions transactions, DeliveryProcessing processing, DeliveryQueue queue, DeliveryConfig config,
      Clock clock, OwnContext context, MeterRegistry metrics) {
    this.transactions = transactions;
    this.processing = processing;
    this.queue = queue;
    this.config = config;
    this.retries = new RetryPolicy(config.attempts(), config.backoff());
    this.clock = clock;
    this.turns = new Turns<>(config.parallel(), context, this::turn);
    metrics.gauge("aims.deliveries.waiting", this, DeliveryWorker::waiting);
    metrics.gauge("aims.deliveries.oldest.seconds", this, DeliveryWorker::oldestSeconds);
  }

  /** Deliveries of these sources have just been committed. */
  public void wake(UUID tenant, Collection<UUID> sources) {
    sources.stream().map(source -> Lane.of(tenant, source)).distinct().forEach(turns::call);
  }

  void start(@Observes StartupEvent starting, Lookout lookout, DeliveryConfig config) {
    lookout.every(config.poll(), "deliveries", this::look);
  }

  private void look() {
    try {
      backlogs = queue.backlogs();
      backlogs.stream().filter(Backlog::due).map(Backlog::lane).forEach(turns::call);
    } catch (SQLException e) {
      LOG.warnf("The queue of deliveries can't be looked at: %s", Faults.summary(e));
    }
  }

  private Uni<Boolean> turn(Lane lane) {
    return transactions.in(lane.tenant(), () -> processing.next(lane, config.batch()))
        .map(processed -> processed == config.batch())
        .onFailure(Failed.class)
        .recoverWithUni(() -> oneByOne(lane, config.batch()));
  }

  private Uni<Boolean> oneByOne(Lane lane, int left) {
    return left == 0
        ? Uni.createFrom().item(true)
        : one(lane).chain(found -> found ? oneByOne(lane, left - 1) : Uni.createFrom().item(false));
  }

  private Uni<Boolean> one(Lane lane) {
    return transactions.in(lane.tenant(), () -> processing.next(lane, 1))
        .map(processed -> processed == 1)
        .onFailure(failure -> failure instanceof Failed failed && !Faults.transientFault(failed))
        .recoverWithUni(failure -> fail(lane.tenant(), (Failed) failure).replaceWith(true));
  }

  private Uni<Void> fail(UUID tenant, Failed failed) {
    var delivery = failed.first();
    var failures = delivery.attempts() + 1;
    var pause = failed.hopeless() ? Optional.<Duration>empty() : retries.pauseAfter(failures);
    if (pause.isEmpty()) {
      LOG.errorf(failed, "Delivery %s is set aside after %d tries", delivery.id(), failures);
      return transactions.in(tenant, () -> queue.giveUp(tenant, delivery.id(), failed.words(), clock.instant()));
    }
    LOG.warnf("Delivery %s waits after failed try %d: %s", delivery.id(), failures, Faults.summary(failed));
    return transactions.in(tenant,
        () -> queue.putBack(tenant, delivery.id(), failed.words(), pause.get()));
  }

  private double waiting() {
    return backlogs.stream().mapToLong(Backlog::waiting).sum();
  }

  private double oldestSeconds() {
    return backlogs.stream().mapToDouble(Backlog::oldest).max().orElse(0.0);
  }
}
