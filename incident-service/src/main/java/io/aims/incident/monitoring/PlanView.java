package io.aims.incident.monitoring;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.platform.refusal.Refusal;

/**
 * A plan as the API shows it.
 *
 * @param draft the latest revision
 * @param approval the revision that is in force
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlanView(UUID id, int version, String reference, UUID systemId, PlanState state, Set<String> allowed,
    Draft draft, @Nullable Approval approval, @Nullable LocalDate nextRoundOn, Instant draftedAt, Instant changedAt) {

  static PlanView of(MonitoringPlan p) {
    return new PlanView(p.id(), p.version(), p.reference(), p.systemId(), p.state(),
        Refusal.NotAllowedNow.words(p.state().allowed()), p.draft(),
        p.approval(), p.nextRoundOn(), p.createdAt(), p.changedAt());
  }

  /** A plan in a list. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Summary(UUID id, String reference, UUID systemId, PlanState state, @Nullable LocalDate nextRoundOn,
      int version, Instant changedAt) {}
}
