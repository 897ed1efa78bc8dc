package io.aims.platform.event;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.aims.platform.identity.Caller;
import io.aims.platform.inbox.ReceivedEvent;

/**
 * Why a change happens: who, in which case, because of which event, for what reason.
 *
 * @param actor opaque id of a person, or {@code service:NAME}
 * @param correlationId the case id once an incident is involved; null lets the change be its own correlation
 * @param causationId the event that led to this change; null when a request did
 * @param reason in the author's words; published as a commitment only
 */
public record Cause(String actor, @Nullable UUID correlationId, @Nullable UUID causationId, @Nullable String reason) {

  /** A person or machine asked for it. */
  public static Cause of(Caller caller, @Nullable String reason) {
    return new Cause(caller.subject(), null, null, reason);
  }

  /** An event led to it; the case goes on. */
  public static Cause of(String service, ReceivedEvent event) {
    return new Cause("service:" + service, event.correlationId(), event.id(), null);
  }

  /** The same, as part of a case; a null case changes nothing. */
  public Cause inCase(@Nullable UUID caseId) {
    return caseId == null ? this : new Cause(actor, caseId, causationId, reason);
  }
}
