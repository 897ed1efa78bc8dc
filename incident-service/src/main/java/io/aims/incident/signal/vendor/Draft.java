package io.aims.incident.signal.vendor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.Signal;
import io.aims.incident.signal.SignalStatus;

/** A signal in the making: an adapter names only what its vendor says. */
final class Draft {
  private final SignalStatus status;
  private final Kind kind;
  private Severity severity;
  private @Nullable String systemRef;
  private @Nullable String modelRef;
  private @Nullable String upstreamKey;
  private @Nullable Instant startsAt;
  private @Nullable Instant endsAt;
  private @Nullable String metric;
  private @Nullable Double value;
  private @Nullable Double threshold;
  private @Nullable String summary;
  private final SortedMap<String, String> identity = new TreeMap<>();
  private List<String> links = List.of();

  /** Its severity is the usual one of its kind until the vendor says better. */
  Draft(SignalStatus status, Kind kind) {
    this.status = status;
    this.kind = kind;
    this.severity = Conventions.PUBLISHED.severity(kind);
  }

  Draft severity(Severity severity) {
    this.severity = severity;
    return this;
  }

  Draft of(@Nullable String systemRef, @Nullable String modelRef) {
    this.systemRef = systemRef;
    this.modelRef = modelRef;
    return this;
  }

  /** The vendor's own name of what fires, behind the vendor's; a part that is missing leaves no key. */
  Draft key(String vendor, @Nullable String... parts) {
    var key = new StringBuilder(vendor);
    for (var part : parts) {
      if (part == null) {
        return this;
      }
      key.append(':').append(part);
    }
    this.upstreamKey = Values.text(key.toString(), Values.NAME + vendor.length() + 1);
    return this;
  }

  Draft since(@Nullable Instant startsAt) {
    this.startsAt = startsAt;
    return this;
  }

  /** Counts only for what no longer fires. */
  Draft until(@Nullable Instant endsAt) {
    this.endsAt = status == SignalStatus.FIRING ? null : endsAt;
    return this;
  }

  /** One time of the event: the begin when it fires, the end when it is resolved. */
  Draft at(@Nullable Instant time) {
    return status == SignalStatus.FIRING ? since(time) : until(time);
  }

  Draft measured(@Nullable String metric, @Nullable Double value, @Nullable Double threshold) {
    this.metric = metric;
    this.value = value;
    this.threshold = threshold;
    return this;
  }

  Draft summary(@Nullable String summary) {
    this.summary = summary;
    return this;
  }

  /** Part of what tells this signal from others of the source, when there is a value. */
  Draft told(String label, @Nullable String value) {
    if (value != null) {
      identity.put(label, value);
    }
    return this;
  }

  /** Labels that tell signals apart; where and by which request it was seen does not. */
  Draft told(Map<String, String> labels) {
    labels.forEach((label, value) -> {
      if (Conventions.PUBLISHED.tellsApart(label)) {
        identity.put(label, value);
      }
    });
    return this;
  }

  Draft links(List<String> links) {
    this.links = links;
    return this;
  }

  Signal signal() {
    return new Signal(kind, severity, status, systemRef, modelRef, upstreamKey, startsAt, endsAt, metric, value,
        threshold, summary, identity, links);
  }
}
