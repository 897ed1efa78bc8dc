package io.aims.incident.signal;

import java.time.Instant;
import java.util.SortedMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One statement of a monitor, in the words of no vendor.
 *
 * @param systemRef the name by which the monitor calls the system; the hook source decides which system it is
 * @param upstreamKey the vendor's own name of what fires, e.g. {@code alertmanager:44af27fcbda5190e}
 * @param endsAt null while it fires
 * @param value what was measured, in the metric's unit; null when the monitor gives no finite number
 * @param identity the labels that tell this signal from another of the same source
 */
public record Signal(
    Kind kind,
    Severity severity,
    SignalStatus status,
    @Nullable String systemRef,
    @Nullable String modelRef,
    @Nullable String upstreamKey,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    @Nullable String metric,
    @Nullable Double value,
    @Nullable Double threshold,
    @Nullable String summary,
    SortedMap<String, String> identity) {

  public boolean firing() {
    return status == SignalStatus.FIRING;
  }

  public SignalKey key(UUID tenant, UUID source) {
    return SignalKey.of(tenant, source, identity);
  }
}
