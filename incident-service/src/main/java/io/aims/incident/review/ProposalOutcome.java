package io.aims.incident.review;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;

import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import io.aims.platform.inbox.ReceivedEvent;

/** What another service has decided on a proposal; has the id of the proposal. */
@Entity
@Immutable
class ProposalOutcome {
  @Id
  private UUID id;
  private UUID tenant;
  @Enumerated(EnumType.STRING)
  private ProposalState state;
  private String decidedBy;
  private Instant decidedAt;
  private @Nullable String service;
  private @Nullable String type;
  private @Nullable UUID becameId;
  private @Nullable UUID partOfId;

  protected ProposalOutcome() {}

  /** @param became null when it was declined */
  ProposalOutcome(UUID proposalId, @Nullable Became became, ReceivedEvent from) {
    this.id = proposalId;
    this.tenant = from.tenant();
    this.state = became == null ? ProposalState.DECLINED : ProposalState.ACCEPTED;
    this.decidedBy = from.actor();
    this.decidedAt = from.time();
    if (became != null) {
      this.service = became.service();
      this.type = became.type();
      this.becameId = became.id();
      this.partOfId = became.partOfId();
    }
  }

  UUID id() {
    return id;
  }

  ProposalState state() {
    return state;
  }

  String decidedBy() {
    return decidedBy;
  }

  Instant decidedAt() {
    return decidedAt;
  }

  @Nullable
  Became became() {
    return service == null || type == null || becameId == null ? null : new Became(service, type, becameId, partOfId);
  }
}
