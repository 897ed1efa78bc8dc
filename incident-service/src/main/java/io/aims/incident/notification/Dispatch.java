package io.aims.incident.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.aims.incident.due.DueTable;
import io.aims.incident.turn.Lookout;
import io.aims.incident.turn.OrganisationTurns;
import io.aims.incident.turn.OwnContext;
import io.aims.incident.turn.Turns;
import io.aims.platform.refusal.Faults;
import io.aims.platform.tenancy.Sql;
import io.aims.platform.tenancy.Transactions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;

/**
 * Tells people, organisation by organisation, one mail for all that is due for a person. A mail is taken down before it is
 * sent and settled after it, each in a commit of its own: a process that dies in between sends it once more, under the same
 * name.
 */
@ApplicationScoped
class Dispatch {
  private static final Logger LOG = Logger.getLogger(Dispatch.class);
  private static final int ORGANISATIONS = 4;
  /** The same by when they were to be told first. */
  private static final DueTable WAITING = new DueTable("notification", "id", "waiting_since");
  /** People who are told in one turn of an organisation. */
  private static final int PEOPLE = 20;
  private final OrganisationTurns organisations;
  private final Transactions transactions;
  private final Dispatching dispatching;
  private final Post post;
  private final Turns<UUID> turns;
  private final Counter faults;
  private volatile Duration behind = Duration.ZERO;

  Dispatch(OrganisationTurns organisations, OwnContext context, Transactions transactions, Dispatching dispatching,
      Post post, MeterRegistry metrics) {
    this.organisations = organisations;
    this.transactions = transactions;
    this.dispatching = dispatching;
    this.post = post;
    this.turns = new Turns<>(ORGANISATIONS, context, tenant -> some(tenant, PEOPLE));
    this.faults = metrics.counter("aims.due.faults", "table", Notifications.TABLE.name());
    metrics.gauge("aims.notifications.behind.seconds", this, it -> it.behind.toMillis() / 1000.0);
  }

  void start(@Observes StartupEvent starting, Lookout lookout, NotificationConfig config) {
    lookout.every(config.poll(), "notifications", this::look);
  }

  private void look() {
    organisations.now().ifPresent(now -> {
      organisations.due(Notifications.TABLE, now).ifPresent(due -> due.tenants().forEach(turns::call));
      organisations.due(WAITING, now).ifPresent(waiting -> behind = Duration.between(waiting.oldest(), now));
    });
  }

  /** Tells people one after the other; answers whether there may be more at once. */
  private Uni<Boolean> some(UUID tenant, int left) {
    return left == 0
        ? Uni.createFrom().item(true)
        : one(tenant).chain(told -> told ? some(tenant, left - 1) : Uni.createFrom().item(false));
  }

  private Uni<Boolean> one(UUID tenant) {
    return at(tenant, now -> dispatching.next(tenant, now))
        .chain(person -> person == null
            ? Uni.createFrom().item(false)
            : tell(tenant, person).onFailure(fault -> !Faults.transientFault(fault))
                .recoverWithUni(fault -> putOff(tenant, person, List.of(), fault)));
  }

  /** Answers whether somebody else may be next at once. */
  private Uni<Boolean> tell(UUID tenant, UUID person) {
    return at(tenant, now -> dispatching.fill(tenant, person, now)).chain(bag -> {
      if (bag == null || bag.notifications().isEmpty()) {
        return Uni.createFrom().item(bag != null);
      }
      return post.deliver(bag)
          .chain(became -> at(tenant, now -> dispatching.settle(bag, became, now)))
          .replaceWith(true)
          .onFailure(fault -> !Faults.transientFault(fault))
          .recoverWithUni(fault -> putOff(tenant, person, bag.ids(), fault));
    });
  }

  /** A fault that stays must neither keep others from being told nor send a mail over and over. */
  private Uni<Boolean> putOff(UUID tenant, UUID person, List<UUID> tried, Throwable fault) {
    LOG.errorf(fault, "What waits for person %s can't be sent, or it can't be noted", person);
    faults.increment();
    return at(tenant, now -> dispatching.putOff(tenant, person, tried, now)).replaceWith(true);
  }

  /** A step by the database's clock, as whoever has been called is: nobody waits for a process whose clock is wrong. */
  private <T> Uni<T> at(UUID tenant, Function<Instant, Uni<T>> step) {
    return transactions.in(tenant, () -> Sql.now().chain(step::apply));
  }
}
