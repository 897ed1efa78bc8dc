package io.aims.risk.soa;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to the statement of applicability, as others learn of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface StatementOfApplicabilityEvent extends DomainEvent {

  /** The organisation has a statement; {@code downgraded} are the lines that open incidents touch from the start. */
  @EventType("aims.risk.statement-of-applicability.drawn-up.v1")
  record DrawnUp(String edition, int revision, int lines, int applicable, List<String> downgraded)
      implements
        StatementOfApplicabilityEvent {}

  /** A control was decided upon. */
  @EventType("aims.risk.statement-of-applicability.line-decided.v1")
  record LineDecided(String control, Applicability applicability, List<InclusionReason.Kind> reasons,
      Implementation implementation, @Nullable UUID ownerId, Line.Live live, int revision, boolean approvalVoided,
      Map<String, String> texts) implements StatementOfApplicabilityEvent {}

  /** Somebody else stands behind the revision; it is kept as it is from now on. */
  @EventType("aims.risk.statement-of-applicability.approved.v1")
  record Approved(int revision, UUID approvedBy, int applicable, int excluded)
      implements
        StatementOfApplicabilityEvent {}

  /** An incident shows that these controls do not hold at present. */
  @EventType("aims.risk.statement-of-applicability.lines-downgraded.v1")
  record LinesDowngraded(UUID incidentId, String incidentKind, List<String> controls)
      implements
        StatementOfApplicabilityEvent {}

  /** An incident is over: {@code controls} hold again, {@code stillDowngraded} are touched by others that are open. */
  @EventType("aims.risk.statement-of-applicability.lines-recovered.v1")
  record LinesRecovered(UUID incidentId, List<String> controls, List<String> stillDowngraded)
      implements
        StatementOfApplicabilityEvent {}
}
