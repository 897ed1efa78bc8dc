package io.aims.incident.signal;

import java.time.Instant;
import java.util.List;
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
 * @param links where a person can look, http or https
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
    SortedMap<String, String> identity,
    List<String> links) {

  public Signal {
    links = List.copyOf(links);
  }

  /** A signal that leads nowhere else. */
  public Signal(Kind kind, Severity severity, SignalStatus status, @Nullable String systemRef,
      @Nullable String modelRef, @Nullable String upstreamKey, @Nullable Instant startsAt, @Nullable Instant endsAt,
      @Nullable String metric, @Nullable Double value, @Nullable Double threshold, @Nullable String summary,
      SortedMap<String, String> identity) {
    this(kind, severity, status, systemRef, modelRef, upstreamKey, startsAt, endsAt, metric, value, threshold, summary,
        identity, List.of());
  }

  public boolean firing() {
    return status == SignalStatus.FIRING;
  }

  public SignalKey key(UUID tenant, UUID source) {
    return SignalKey.of(tenant, source, identity);
  }
}
