package io.aims.incident.clocks;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.duty.Facts;
import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to a seriousness decision: it is made, and then it stands or is superseded by the next one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface SeriousnessDecisionEvent extends DomainEvent {

  @EventType("aims.incident.seriousness-decision.made.v1")
  record Made(UUID incidentId, int number, boolean serious, Facts facts, @Nullable UUID supersedes)
      implements
        SeriousnessDecisionEvent {}
}
