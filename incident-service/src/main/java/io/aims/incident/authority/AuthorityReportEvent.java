package io.aims.incident.authority;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.duty.Addressee;
import io.aims.incident.duty.ReportKind;
import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to a report to an authority, as others learn of it; what it says in words is not published. */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface AuthorityReportEvent extends DomainEvent {

  @EventType("aims.incident.authority-report.drafted.v1")
  record Drafted(String reference, UUID incidentId, UUID clockId, String ruleId, ReportKind kind, String form,
      Addressee addressee, String jurisdiction, List<String> missing, Map<String, String> texts)
      implements
        AuthorityReportEvent {}

  @EventType("aims.incident.authority-report.revised.v1")
  record Revised(UUID incidentId, int revision, List<String> missing, boolean approvalVoided,
      Map<String, String> texts) implements AuthorityReportEvent {}

  @EventType("aims.incident.authority-report.approved.v1")
  record Approved(UUID incidentId, int revision, UUID approvedBy, List<String> missing)
      implements
        AuthorityReportEvent {}

  @EventType("aims.incident.authority-report.submitted.v1")
  record Submitted(UUID incidentId, int revision, Instant submittedAt, Submission.Channel channel, UUID submittedBy,
      boolean incomplete, Map<String, String> texts) implements AuthorityReportEvent {}

  /** It is not to be handed in any more. */
  @EventType("aims.incident.authority-report.withdrawn.v1")
  record Withdrawn(UUID incidentId, int revision) implements AuthorityReportEvent {}
}
