package io.aims.incident.incident;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.aims.incident.counting.OpenKey;
import io.aims.incident.counting.Opening;
import io.aims.incident.counting.Origin;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.platform.refusal.Refusal;

/**
 * That something goes wrong, as people tell when no monitor does.
 *
 * @param startedAt since when
 * @param reportedAt when the organisation was told; null means now
 */
public record IncidentReport(UUID systemId, Kind kind, Severity severity, Instant startedAt,
    @Nullable Instant reportedAt, Origin.Told told) {
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  OpenKey about() {
    return new OpenKey(systemId, kind);
  }

  /** What an incident begins with that comes of it; refuses times that can't be. */
  Opening opening(Instant now) {
    var heard = reportedAt == null ? now : reportedAt;
    var broken = new ArrayList<Refusal.Violation>();
    if (startedAt.isAfter(now) || startedAt.isBefore(EARLIEST)) {
      broken.add(new Refusal.Violation("startedAt", "must not be later than now or before the year 2000"));
    }
    if (heard.isAfter(now) || heard.isBefore(startedAt)) {
      broken.add(new Refusal.Violation("reportedAt", "must not be later than now or before startedAt"));
    }
    if (!broken.isEmpty()) {
      throw new Refusal.Invalid(broken);
    }
    return new Opening(about(), severity, told, startedAt.truncatedTo(ChronoUnit.MICROS),
        heard.truncatedTo(ChronoUnit.MICROS), null, null);
  }
}
