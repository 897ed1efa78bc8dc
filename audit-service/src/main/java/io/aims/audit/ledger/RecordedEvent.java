package io.aims.audit.ledger;

/** An entry with its bytes, exactly as the owner of the event sealed them. */
public record RecordedEvent(LedgerEntry entry, byte[] body) {}
