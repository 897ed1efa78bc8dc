package io.aims.incident.channel;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.refusal.Constraints;
import io.aims.platform.refusal.Refusal;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The organisation's channel; there is at most one. */
@ApplicationScoped
class Channels implements PanacheRepositoryBase<Channel, UUID> {
  private static final String ALIAS = "concern_channel_alias_key";
  private final EventLog eventLog;

  Channels(EventLog eventLog) {
    this.eventLog = eventLog;
  }

  Uni<@Nullable Channel> one() {
    return find("from Channel").firstResult();
  }

  /** Of two who open it at once, one comes too late. */
  Uni<Channel> open(Channel channel, Cause cause) {
    return eventLog.record(channel, channel.opened(), cause)
        .onFailure(Constraints.violated("concern_channel_tenant_key"))
        .transform(race -> new Refusal.Stale())
        .onFailure(Constraints.violated(ALIAS))
        .transform(Channels::foreign);
  }

  Uni<Channel> change(Channel channel, ChannelEvent event, Cause cause) {
    return eventLog.record(channel, event, cause).onFailure(Constraints.violated(ALIAS)).transform(Channels::foreign);
  }

  private static Refusal foreign(Throwable taken) {
    return new Refusal.Taken("Another organisation's door has this name.");
  }
}
