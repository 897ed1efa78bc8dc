package io.aims.incident.opening;

import java.util.List;

import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to an organisation's rules of opening. */
sealed interface OpeningRulesEvent extends DomainEvent {

  /**
   * These count from now on, also for signals that wait.
   *
   * @param silencesCritical whether by them signals that are critical may open nothing, which a person has acknowledged
   */
  @EventType("aims.incident.opening-rules.adopted.v1")
  record Adopted(int revision, List<OpeningRule> rules, boolean silencesCritical) implements OpeningRulesEvent {}
}
