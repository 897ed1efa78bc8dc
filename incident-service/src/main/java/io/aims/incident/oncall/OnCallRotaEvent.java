package io.aims.incident.oncall;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to a rota, as others learn of it; its name is the organisation's own words. */
sealed interface OnCallRotaEvent extends DomainEvent {

  /** @param systems none for every system that has no rota of its own */
  @EventType("aims.incident.on-call-rota.established.v1")
  record Established(Roster roster, List<UUID> systems, Map<String, String> texts) implements OnCallRotaEvent {}

  /** This is all that it says from now on; substitutions stay. */
  @EventType("aims.incident.on-call-rota.changed.v1")
  record Changed(Roster roster, List<UUID> systems, Map<String, String> texts) implements OnCallRotaEvent {}

  /** The person is on call from {@code from} on and before {@code until}, unless a substitution made later says otherwise. */
  @EventType("aims.incident.on-call-rota.substituted.v1")
  record Substituted(UUID substitutionId, UUID personId, Instant from, Instant until) implements OnCallRotaEvent {}

  /** It ends at {@code until}, earlier than announced, if it had begun at all. */
  @EventType("aims.incident.on-call-rota.substitution-withdrawn.v1")
  record SubstitutionWithdrawn(UUID substitutionId, UUID personId, Instant until) implements OnCallRotaEvent {}

  /** Nobody is on call by it any more. */
  @EventType("aims.incident.on-call-rota.retired.v1")
  record Retired() implements OnCallRotaEvent {}
}
