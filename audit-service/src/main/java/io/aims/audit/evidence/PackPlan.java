package io.aims.audit.evidence;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.aims.audit.ledger.PublishedCheckpoint;
import io.aims.audit.ledger.Scope;
import io.aims.audit.note.Checkpoint;
import io.aims.audit.pack.PackHeader;

/**
 * What determines the bytes of a pack.
 *
 * @param caseId the case; null for the whole ledger
 * @param head the checkpoint under which its entries are proven
 * @param trace a summary for readers, JSON; null for none
 */
record PackPlan(UUID packId, UUID tenant, @Nullable UUID caseId, Instant issuedAt, PublishedCheckpoint head,
    byte @Nullable [] trace) {

  PackHeader header() {
    return new PackHeader(packId, tenant, caseId, issuedAt,
        new Checkpoint(Checkpoint.origin(tenant), head.size(), head.root()));
  }

  Scope scope() {
    return new Scope(caseId, head.size());
  }
}
