package io.aims.incident.escalation;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.aims.incident.signal.Severity;
import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to the escalation of an organisation. */
sealed interface EscalationPolicyEvent extends DomainEvent {

  /**
   * These are the steps from now on, also for incidents that wait already.
   *
   * @param contacts whom the organisation means by an addressee
   */
  @EventType("aims.incident.escalation-policy.adopted.v1")
  record Adopted(int revision, Map<Severity, List<Ladder.Step>> steps, Map<Addressee, List<UUID>> contacts)
      implements
        EscalationPolicyEvent {}
}
