package io.aims.audit.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import io.aims.audit.merkle.Hash;
import io.aims.platform.note.SignedNote;

/** A signed statement of what the ledger contained, as it left the house. */
public record PublishedCheckpoint(long size, Hash root, String text, Instant at) {

  public SignedNote note() {
    return SignedNote.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
