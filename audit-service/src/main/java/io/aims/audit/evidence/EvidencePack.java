package io.aims.audit.evidence;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;

import org.jspecify.annotations.Nullable;

import io.aims.audit.pack.WrittenPack;
import io.aims.platform.event.Aggregate;

/** A pack that was handed out: all that is needed to make the same bytes again, and their hash to tell that they are. */
@Entity
class EvidencePack extends Aggregate {
  private String reference;
  private @Nullable UUID caseId;
  private long treeSize;
  private int entries;
  private long bytes;
  private String sha256;
  private UUID issuedBy;
  private String reason;
  private byte @Nullable [] trace;

  protected EvidencePack() {}

  private EvidencePack(PackPlan plan) {
    super(plan.packId(), plan.tenant(), plan.issuedAt());
  }

  static EvidencePack issue(String reference, PackPlan plan, WrittenPack written, UUID by, String reason) {
    var pack = new EvidencePack(plan);
    pack.reference = reference;
    pack.caseId = plan.caseId();
    pack.treeSize = written.treeSize();
    pack.entries = written.entries();
    pack.bytes = written.bytes();
    pack.sha256 = written.sha256().hex();
    pack.issuedBy = by;
    pack.reason = reason;
    pack.trace = plan.trace();
    return pack;
  }

  EvidencePackEvent issued() {
    return new EvidencePackEvent.Issued(reference, caseId, treeSize, entries, sha256);
  }

  @Override
  protected String aggregateType() {
    return "evidence-pack";
  }

  String reference() {
    return reference;
  }

  @Nullable
  UUID caseId() {
    return caseId;
  }

  long treeSize() {
    return treeSize;
  }

  int entries() {
    return entries;
  }

  long bytes() {
    return bytes;
  }

  String sha256() {
    return sha256;
  }

  UUID issuedBy() {
    return issuedBy;
  }

  Instant issuedAt() {
    return createdAt();
  }

  String reason() {
    return reason;
  }

  /** The summary that is in the pack, kept because a later version of this service may word it differently. */
  byte @Nullable [] trace() {
    return trace;
  }
}
