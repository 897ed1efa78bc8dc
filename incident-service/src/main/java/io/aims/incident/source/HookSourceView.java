package io.aims.incident.source;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.authenticity.Authentication;
import io.aims.incident.signal.Profile;

/**
 * A hook source as the API shows it.
 *
 * @param systemId what it is bound to; absent when it is shared
 * @param hook where its monitor delivers to
 * @param lastSeenAt when a delivery was last taken, to within some seconds
 * @param lastRejectedAt when one was last turned away
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record HookSourceView(UUID id, int version, String name, Profile profile, @Nullable UUID systemId,
    Authentication authentication, @Nullable String senderClientId, HookSource.State state, String hook,
    Instant registeredAt, Instant changedAt, @Nullable Instant lastSeenAt, @Nullable Instant lastRejectedAt) {

  static HookSourceView of(HookSource source, @Nullable HookActivity activity) {
    return new HookSourceView(source.id(), source.version(), source.name(), source.profile(), source.systemId(),
        source.authentication(), source.senderClientId(), source.state(), "/v1/hooks/" + source.id(),
        source.createdAt(), source.changedAt(), activity == null ? null : activity.lastSeenAt(),
        activity == null ? null : activity.lastRejectedAt());
  }

  /** A hook source in a list. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Summary(UUID id, String name, Profile profile, @Nullable UUID systemId, Authentication authentication,
      @Nullable String senderClientId, HookSource.State state, int version, Instant changedAt) {}
}
