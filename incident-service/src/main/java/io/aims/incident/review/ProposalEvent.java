package io.aims.incident.review;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What a review asks others to do; what it is to be stands in the text, of which a commitment is published. */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface ProposalEvent extends DomainEvent {

  /** For the audit service: a corrective action. */
  @EventType("aims.incident.review.action-proposed.v1")
  record ActionProposed(UUID incidentId, UUID systemId, @Nullable UUID ownerId,
      @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable LocalDate dueOn, Map<String, String> texts)
      implements
        ProposalEvent {}

  /** For the risk service: a risk that was not seen, or was seen as smaller than it is. */
  @EventType("aims.incident.review.risk-proposed.v1")
  record RiskProposed(UUID incidentId, UUID systemId, @Nullable UUID ownerId,
      @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable LocalDate dueOn, Map<String, String> texts)
      implements
        ProposalEvent {}

  /** For the risk service: a control that is missing or too weak. */
  @EventType("aims.incident.review.control-proposed.v1")
  record ControlProposed(UUID incidentId, UUID systemId, @Nullable UUID ownerId,
      @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable LocalDate dueOn, Map<String, String> texts)
      implements
        ProposalEvent {}
}
