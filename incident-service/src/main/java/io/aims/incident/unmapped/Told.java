package io.aims.incident.unmapped;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.LowerCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.Signal;
import io.aims.incident.signal.SignalStatus;

/**
 * A signal as it is kept while it waits; times are microseconds since 1970, as finer ones are kept nowhere. Labels come as
 * the sender has put them, and PostgreSQL's JSON takes no NUL.
 */
@JsonNaming(LowerCamelCaseStrategy.class)
record Told(Kind kind, Severity severity, SignalStatus status, @Nullable String systemRef, @Nullable String modelRef,
    @Nullable String upstreamKey, @Nullable Long startsAt, @Nullable Long endsAt, @Nullable String metric,
    @Nullable Double value, @Nullable Double threshold, @Nullable String summary, Map<String, String> identity,
    List<String> links) {

  static @Nullable Told of(@Nullable Heard heard) {
    return heard == null ? null : of(heard.signal());
  }

  private static Told of(Signal signal) {
    return new Told(signal.kind(), signal.severity(), signal.status(), signal.systemRef(), signal.modelRef(),
        signal.upstreamKey(), micros(signal.startsAt()), micros(signal.endsAt()), signal.metric(), signal.value(),
        signal.threshold(), signal.summary(), plain(signal.identity()), signal.links());
  }

  Signal signal() {
    return new Signal(kind, severity, status, systemRef, modelRef, upstreamKey, instant(startsAt), instant(endsAt),
        metric, value, threshold, summary, new TreeMap<>(identity), links);
  }

  private static Map<String, String> plain(Map<String, String> labels) {
    var plain = new TreeMap<String, String>();
    labels.forEach((label, value) -> plain.put(label.replace('\0', '\uFFFD'), value.replace('\0', '\uFFFD')));
    return plain;
  }

  private static @Nullable Long micros(@Nullable Instant time) {
    return time == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static @Nullable Instant instant(@Nullable Long micros) {
    return micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
