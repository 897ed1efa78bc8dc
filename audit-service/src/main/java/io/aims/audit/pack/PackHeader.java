package io.aims.audit.pack;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.aims.audit.note.Checkpoint;

/**
 * What a pack claims to be.
 *
 * @param caseId the case whose entries it holds; null means the whole ledger up to the checkpoint
 * @param checkpoint the tree head under which its entries are proven
 */
public record PackHeader(UUID packId, UUID organisation, @Nullable UUID caseId, Instant issuedAt,
    Checkpoint checkpoint) {
  public boolean wholeLedger() {
    return caseId == null;
  }
}
