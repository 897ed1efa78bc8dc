package io.aims.incident.channel;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A channel as the API shows it.
 *
 * @param door where concerns are raised without a token, when it is open
 */
record ChannelView(UUID id, int version, boolean anonymous, String door, List<UUID> handlers, List<UUID> alternates,
    List<UUID> lastResort, Instant changedAt) {

  static ChannelView of(Channel c) {
    return new ChannelView(c.id(), c.version(), c.anonymous(), "/v1/organisations/" + c.alias() + "/concerns",
        c.members().handlers(), c.members().alternates(), c.members().lastResort(), c.changedAt());
  }
}
