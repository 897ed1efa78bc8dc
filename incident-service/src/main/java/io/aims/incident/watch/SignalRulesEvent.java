package io.aims.incident.watch;

import java.util.List;
import java.util.UUID;

import io.aims.incident.opening.OpeningRule;
import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to the rules of a source. */
sealed interface SignalRulesEvent extends DomainEvent {

  /**
   * The source is listened to like this from now on.
   *
   * @param silencesCritical whether by its rules signals that are critical may open nothing, which a person has
   *   acknowledged
   */
  @EventType("aims.incident.signal-rules.changed.v1")
  record Changed(UUID sourceId, int holdDownSeconds, int flapsAt, int calmAt, int flapWindowSeconds,
      List<OpeningRule> opening, boolean silencesCritical) implements SignalRulesEvent {}
}
