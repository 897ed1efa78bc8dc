package io.aims.audit.ledger;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.audit.publication.Standing;
import io.aims.platform.inbox.ReceivedEvent;
import io.aims.platform.tenancy.Transactions;
import io.smallrye.mutiny.Uni;

/**
 * Puts events back to the places that are reserved for them after a restore, whatever becomes of them otherwise: an event of
 * an epoch that was given up has no effect any more, but its place.
 */
@ApplicationScoped
class ReservedPlaces {
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

  /** Does nothing unless entries of the organisation are awaited. */
  Uni<Void> take(ReceivedEvent event) {
    return standing.awaits(event.tenant())
        ? transactions.in(event.tenant(), () -> entries.putBack(event))
            .onFailure()
            .retry()
            .withBackOff(FIRST, LONGEST)
            .indefinitely()
        : Uni.createFrom().voidItem();
  }
}
