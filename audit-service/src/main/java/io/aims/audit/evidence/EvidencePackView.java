package io.aims.audit.evidence;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.quarkus.hibernate.reactive.panache.common.ProjectedFieldName;

/**
 * An evidence pack as the API shows it.
 *
 * @param caseId the case whose entries it holds; absent for a whole ledger
 * @param treeSize size of the ledger at the checkpoint that it is bound to
 * @param sha256 of the zip file, hexadecimal
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EvidencePackView(UUID id, String reference, int version, @Nullable UUID caseId, long treeSize, int entries,
    long bytes, String sha256, UUID issuedBy, Instant issuedAt, String reason, String content) {

  static EvidencePackView of(EvidencePack p) {
    return new EvidencePackView(p.id(), p.reference(), p.version(), p.caseId(), p.treeSize(), p.entries(), p.bytes(),
        p.sha256(), p.issuedBy(), p.issuedAt(), p.reason(), "/v1/evidence-packs/" + p.id() + "/content");
  }

  /** An evidence pack in a list. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Summary(UUID id, String reference, @Nullable UUID caseId, long treeSize, int entries, String sha256,
      UUID issuedBy, @ProjectedFieldName("createdAt") Instant issuedAt, int version) {}
}
