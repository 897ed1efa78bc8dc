package io.aims.incident.watch;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.opening.Scope;
import io.aims.incident.opening.Threshold;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.SignalStatus;

/**
 * A signal as it stands, as the API shows it; incidents show the same {@code signalKey}.
 *
 * @param firingSince since when it has been heard to fire; while it flaps, since before it began to
 * @param skewed whether its monitor's clock is ahead
 * @param late statements that came when something newer was known
 * @param snoozedUntil until when nobody wants to hear of it; what is past is over
 * @param withheldBy whose rule keeps it from opening an incident by itself; null when none does
 * @param opensFrom what that rule asks for
 * @param version moves when it stands differently, and not with repetitions
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SignalView(UUID id, String signalKey, UUID sourceId, UUID systemId, Kind kind, Severity severity,
    SignalStatus status, Instant changedAt, @Nullable Instant firingSince, boolean flapping, boolean skewed, long late,
    @Nullable Instant snoozedUntil, @Nullable Scope withheldBy, @Nullable Threshold opensFrom, Instant lastSeenAt,
    int version) {

  SignalView snoozed(Instant until) {
    return new SignalView(id, signalKey, sourceId, systemId, kind, severity, status, changedAt, firingSince, flapping,
        skewed, late, until, withheldBy, opensFrom, lastSeenAt, version);
  }
}
