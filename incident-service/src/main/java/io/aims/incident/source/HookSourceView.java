package io.aims.incident.source;

import java.time.Instant;
import java.util.UUID;

import io.aims.incident.signal.Profile;

/** A hook source as the API shows it; {@code hook} is where its monitor delivers to. */
record HookSourceView(UUID id, int version, String name, Profile profile, UUID systemId, String senderClientId,
    HookSource.State state, String hook, Instant registeredAt, Instant changedAt) {

  static HookSourceView of(HookSource source) {
    return new HookSourceView(source.id(), source.version(), source.name(), source.profile(), source.systemId(),
        source.senderClientId(), source.state(), "/v1/hooks/" + source.id(), source.createdAt(), source.changedAt());
  }

  /** A hook source in a list. */
  record Summary(UUID id, String name, Profile profile, UUID systemId, String senderClientId, HookSource.State state,
      int version, Instant changedAt) {}
}
