package io.aims.incident.source;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.authenticity.Authentication;
import io.aims.incident.mapping.ReplayFigures;
import io.aims.incident.mapping.Rule;
import io.aims.incident.signal.Profile;
import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to a hook source, as others learn of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface HookSourceEvent extends DomainEvent {

  /** @param systemId what it reports on; null when its mapping and the names of systems tell */
  @EventType("aims.incident.hook-source.registered.v1")
  record Registered(String name, Profile profile, @Nullable UUID systemId, Authentication authentication,
      @Nullable String senderClientId) implements HookSourceEvent {}

  /**
   * All that its senders say is about one system from now on.
   *
   * @param systemId what it is bound to, in place of another one or of its rules
   */
  @EventType("aims.incident.hook-source.bound.v1")
  record Bound(UUID systemId) implements HookSourceEvent {}

  /** Its rules and the names of systems tell from now on what its signals are about. */
  @EventType("aims.incident.hook-source.shared.v1")
  record Shared() implements HookSourceEvent {}

  /** @param rules all of them, in their order */
  @EventType("aims.incident.hook-source.mapping-changed.v1")
  record MappingChanged(List<Rule> rules) implements HookSourceEvent {}

  /** A person lets signals that were placed otherwise go where the present mapping, or binding, places them. */
  @EventType("aims.incident.hook-source.mapping-replayed.v1")
  record MappingReplayed() implements HookSourceEvent {}

  /** What has come of that. */
  @EventType("aims.incident.hook-source.signals-moved.v1")
  record SignalsMoved(List<MovedSignal> signals) implements HookSourceEvent {}

  /**
   * It has looked at all signals that were to be looked at, and this has come of it.
   *
   * @param signals that were looked at
   * @param deliveries that were read for these, each as often as a step needed it
   * @param moved signals that went to another system
   * @param joined those of them that were over, and joined the incident that was open there
   * @param firing those of them that fired: the next look at signals lets them join or open an incident, if they may
   */
  @EventType("aims.incident.hook-source.mapping-replay-ended.v1")
  record MappingReplayEnded(int signals, int deliveries, int moved, int joined, int firing) implements HookSourceEvent {
    static MappingReplayEnded of(ReplayFigures figures) {
      return new MappingReplayEnded(figures.signals(), figures.deliveries(), figures.moved(), figures.joined(),
          figures.firing());
    }
  }

  /**
   * A person has had what was sent forgotten before its time.
   *
   * @param sha256 of the bytes as they were kept, in hex
   */
  @EventType("aims.incident.hook-source.delivery-redacted.v1")
  record DeliveryRedacted(UUID deliveryId, String sha256) implements HookSourceEvent {}

  @EventType("aims.incident.hook-source.disabled.v1")
  record Disabled() implements HookSourceEvent {}

  @EventType("aims.incident.hook-source.enabled.v1")
  record Enabled() implements HookSourceEvent {}

  @EventType("aims.incident.hook-source.credential-issued.v1")
  record CredentialIssued(UUID credentialId, Authentication authentication) implements HookSourceEvent {}

  @EventType("aims.incident.hook-source.credential-retired.v1")
  record CredentialRetired(UUID credentialId) implements HookSourceEvent {}
}
