package io.aims.incident.communication;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.platform.refusal.Refusal;

/** A communication as the API shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CommunicationView(UUID id, int version, String reference, UUID incidentId, CommunicationState state,
    Set<String> allowed, Recipient recipient, @Nullable Instant dueAt, boolean overdue, @Nullable Told told,
    @Nullable UUID supersedes, @Nullable UUID supersededBy, Instant changedAt) {

  static CommunicationView of(Communication c, Instant now) {
    return new CommunicationView(c.id(), c.version(), c.reference(), c.incidentId(), c.state(),
        Refusal.NotAllowedNow.words(c.state().allowed()),
        c.recipient(), c.dueAt(), c.overdue(now), c.told(), c.supersedes(), c.supersededBy(), c.changedAt());
  }

  /** A communication in a list. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Summary(UUID id, String reference, UUID incidentId, CommunicationState state, @Nullable Instant dueAt,
      @Nullable UUID supersedes, @Nullable UUID supersededBy, int version, Instant changedAt) {}
}
