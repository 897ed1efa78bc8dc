package io.aims.audit.evidence;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to an evidence pack, as others learn of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface EvidencePackEvent extends DomainEvent {

  @EventType("aims.audit.evidence-pack.issued.v1")
  record Issued(String reference, @Nullable UUID caseId, long treeSize, int entries, String sha256)
      implements
        EvidencePackEvent {}
}
