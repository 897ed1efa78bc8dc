package io.aims.incident.channel;

import java.util.List;
import java.util.UUID;

import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to a channel, as others learn of it. */
sealed interface ChannelEvent extends DomainEvent {

  @EventType("aims.incident.concern-channel.opened.v1")
  record Opened(boolean anonymous, List<UUID> handlers, List<UUID> alternates, List<UUID> lastResort)
      implements
        ChannelEvent {}

  @EventType("aims.incident.concern-channel.changed.v1")
  record Changed(boolean anonymous, List<UUID> handlers, List<UUID> alternates, List<UUID> lastResort)
      implements
        ChannelEvent {}
}
