package io.aims.audit.ledger;

import jakarta.inject.Singleton;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.aims.platform.inbox.Feed;
import io.aims.platform.inbox.Inbox;
import io.aims.platform.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;

/**
 * Sequences every event of a context, whatever its type. The place in the ledger is taken in the inbox's transaction: an
 * event has one exactly when it counts as received. One bean per context, since each has its own topic and progress.
 */
abstract class LedgerFeed implements Feed {
  private final String context;
  private final Inbox inbox;
  private final LedgerEntries entries;
  private final ReservedPlaces places;

  private LedgerFeed(String context, Inbox inbox, LedgerEntries entries, ReservedPlaces places) {
    this.context = context;
    this.inbox = inbox;
    this.entries = entries;
    this.places = places;
  }

  @Override
  public String name() {
    return "ledger-" + context;
  }

  @Override
  public String source() {
    return context + "-service";
  }

  @Override
  public Uni<Void> apply(ReceivedEvent event) {
    return entries.append(event);
  }

  @Override
  public Uni<Void> arrived(ReceivedEvent event) {
    return places.take(event);
  }

  /** An entry from before services numbered their events learns its number when the event is sent again. */
  @Override
  public Uni<Void> again(ReceivedEvent event) {
    return event.streamSeq() == null ? Uni.createFrom().voidItem() : entries.place(event);
  }

  Uni<Void> receive(ConsumerRecord<String, byte[]> message) {
    return inbox.receive(this, message);
  }

  /** The events of inventory-service. */
  @Singleton
  static class Inventory extends LedgerFeed {
    Inventory(Inbox inbox, LedgerEntries entries, ReservedPlaces places) {
      super("inventory", inbox, entries, places);
    }

    @Incoming("ledger-inventory")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
      return receive(message);
    }
  }

  /** The events of risk-service. */
  @Singleton
  static class Risk extends LedgerFeed {
    Risk(Inbox inbox, LedgerEntries entries, ReservedPlaces places) {
      super("risk", inbox, entries, places);
    }

    @Incoming("ledger-risk")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
      return receive(message);
    }
  }

  /** The events of incident-service. */
  @Singleton
  static class Incident extends LedgerFeed {
    Incident(Inbox inbox, LedgerEntries entries, ReservedPlaces places) {
      super("incident", inbox, entries, places);
    }

    @Incoming("ledger-incident")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
      return receive(message);
    }
  }

  /** The events of this service itself. */
  @Singleton
  static class Audit extends LedgerFeed {
    Audit(Inbox inbox, LedgerEntries entries, ReservedPlaces places) {
      super("audit", inbox, entries, places);
    }

    @Incoming("ledger-audit")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
      return receive(message);
    }
  }
}
