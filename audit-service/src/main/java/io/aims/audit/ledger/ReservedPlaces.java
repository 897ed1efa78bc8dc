package io.aims.audit.ledger;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.aims.audit.publication.Standing;
import io.aims.platform.inbox.ReceivedEvent;
import io.aims.platform.refusal.Faults;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.smallrye.mutiny.Uni;

/**
 * Puts events back to the places that are reserved for them after a restore, whatever becomes of them otherwise: an event of
 * an epoch that was given up has no effect any more, but its place.
 */
@ApplicationScoped
class ReservedPlaces {
  private static final Logger LOG = Logger.getLogger(ReservedPlaces.class);
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private final Standing standing;
  private final Transactions transactions;
  private final LedgerEntries entries;

  ReservedPlaces(Standing standing, Transactions transactions, LedgerEntries entries) {
    this.standing = standing;
    this.transactions = transactions;
    this.entries = entries;
  }

  /** Does nothing unless entries of the organisation are awaited, which has to be known first. Never fails. */
  Uni<Void> take(ReceivedEvent event) {
    return Uni.createFrom()
        .deferred(() -> {
          standing.refuseUnlessExamined();
          return standing.awaits(event.tenant())
              ? transactions.in(event.tenant(), () -> entries.putBack(event))
              : Uni.createFrom().voidItem();
        })
        .onFailure(fault -> fault instanceof Refusal.NotReady || Faults.transientFault(fault))
        .retry()
        .withBackOff(FIRST, LONGEST)
        .indefinitely()
        .onFailure()
        .invoke(fault -> LOG.errorf(fault, "Event %s can't be put back to its place", event.id()))
        .onFailure()
        .recoverWithNull();
  }
}
