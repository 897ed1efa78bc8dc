package io.aims.incident.unmapped;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.SignalStatus;

/**
 * A signal whose system was not known, as the API shows it.
 *
 * @param systemId which one it is, once that is known
 * @param systemRef what the monitor calls the system
 * @param labels by which a rule could tell it; while it waits
 * @param firing notifications that it fires, of those that wait
 * @param resolved notifications that it is over, of those that wait
 * @param deliveries requests that carried them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record UnmappedSignalView(UUID id, int version, UnmappedSignal.State state, UUID sourceId, @Nullable UUID systemId,
    Kind kind, Severity severity, SignalStatus status, @Nullable String systemRef, @Nullable String modelRef,
    @Nullable String summary, @Nullable Map<String, String> labels, long firing, long resolved, long deliveries,
    Instant firstSeenAt, Instant lastSeenAt, UUID lastDeliveryId) {

  /** One in a list. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Summary(UUID id, int version, UnmappedSignal.State state, UUID sourceId, @Nullable UUID systemId, Kind kind,
      Severity severity, SignalStatus status, @Nullable String systemRef, @Nullable String modelRef,
      @Nullable String summary, long firing, long resolved, long deliveries, Instant firstSeenAt, Instant lastSeenAt,
      UUID lastDeliveryId) {}
}
