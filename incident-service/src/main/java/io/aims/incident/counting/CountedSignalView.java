package io.aims.incident.counting;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.signal.Severity;
import io.aims.incident.signal.SignalStatus;

/**
 * A signal as the API shows it.
 *
 * @param systemRefKnown false when the monitor's name for the system fits none of the names of that system, and no rule of
 *     the source by that name leads there
 * @param firing notifications that it fires
 * @param resolved notifications that it is over
 * @param deliveries requests that carried it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CountedSignalView(UUID id, String signalKey, UUID sourceId, SignalStatus status, Severity severity,
    @Nullable String systemRef, @Nullable Boolean systemRefKnown, @Nullable String modelRef,
    @Nullable String upstreamKey, @Nullable Instant startsAt, @Nullable Instant endsAt, @Nullable String metric,
    @Nullable Double value, @Nullable Double threshold, @Nullable String summary, long firing, long resolved,
    long deliveries, Instant firstSeenAt, Instant lastSeenAt) {}
