package io.aims.platform.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.aims.platform.identity.Caller;
import io.aims.platform.inbox.ReceivedEvent;

/**
 * Why a change happens: who, in which case, because of which event, for what reason.
 *
 * @param actor opaque id of a person, {@code service:NAME}, or for who must not be found out {@link #ANONYMOUS} or
 *   {@link #CONFIDENTIAL}
 * @param correlationId the case id once an incident is involved; null lets the change be its own correlation
 * @param causationId the event that led to this change; null when a request did
 * @param reason in the author's words; published as a commitment only
 */
public record Cause(String actor, @Nullable UUID correlationId, @Nullable UUID causationId, @Nullable String reason) {
  /** Somebody whose name is not known. */
  public static final String ANONYMOUS = "anonymous";
  /** Somebody whose name is known to few. */
  public static final String CONFIDENTIAL = "confidential";
  private static final Set<String> HIDDEN = Set.of(ANONYMOUS, CONFIDENTIAL);

  /** A person or machine asked for it. */
  public static Cause of(Caller caller, @Nullable String reason) {
    return new Cause(caller.subject(), null, null, reason);
  }

  /** A service did it by itself, as a time had come or a machine had spoken. */
  public static Cause of(String service) {
    return new Cause("service:" + service, null, null, null);
  }

  /** An event led to it; the case goes on. */
  public static Cause of(String service, ReceivedEvent event) {
    return new Cause("service:" + service, event.correlationId(), event.id(), null);
  }

  /** Somebody asked for it who must not be found out: neither by name nor by the moment. */
  public static Cause hidden(String actor, @Nullable String reason) {
    if (!HIDDEN.contains(actor)) {
      throw new IllegalArgumentException("An actor in words that fit everybody");
    }
    return new Cause(actor, null, null, reason);
  }

  /** True when nothing of this change may lead to a person: no name, no trace, no moment and no order within a day. */
  boolean isHidden() {
    return HIDDEN.contains(actor);
  }

  /** The moment to put on record: as precise as the database keeps it, or the day. */
  Instant moment(Instant now) {
    return now.truncatedTo(isHidden() ? ChronoUnit.DAYS : ChronoUnit.MICROS);
  }

  /** The same, as part of a case; a null case changes nothing. */
  public Cause inCase(@Nullable UUID caseId) {
    return caseId == null ? this : new Cause(actor, caseId, causationId, reason);
  }
}
