package io.aims.audit.ledger;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.aims.platform.inbox.Inbox;
import io.smallrye.mutiny.Uni;

/**
 * Sequences every event of every context, whatever its type. The place in the ledger is taken in the inbox's transaction:
 * an event has one exactly when it counts as received.
 */
@ApplicationScoped
class LedgerFeed {
  private final Inbox inbox;
  private final LedgerEntries entries;

  LedgerFeed(Inbox inbox, LedgerEntries entries) {
    this.inbox = inbox;
    this.entries = entries;
  }

  @Incoming("ledger-inventory")
  Uni<Void> inventory(ConsumerRecord<String, byte[]> message) {
    return inbox.receive("ledger-inventory", message, entries::append);
  }

  @Incoming("ledger-risk")
  Uni<Void> risk(ConsumerRecord<String, byte[]> message) {
    return inbox.receive("ledger-risk", message, entries::append);
  }

  @Incoming("ledger-incident")
  Uni<Void> incident(ConsumerRecord<String, byte[]> message) {
    return inbox.receive("ledger-incident", message, entries::append);
  }

  @Incoming("ledger-audit")
  Uni<Void> audit(ConsumerRecord<String, byte[]> message) {
    return inbox.receive("ledger-audit", message, entries::append);
  }
}
