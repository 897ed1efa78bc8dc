package io.aims.incident.authority;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.aims.incident.clocks.ClockRegister.ClockFacts;
import io.aims.incident.containment.Containment;
import io.aims.incident.duty.Facts;
import io.aims.incident.incident.IncidentFacts;

/** Fills a report's fields from what is known: of the incident and what contained it, of the decision that stands, and of the clock. */
final class KnownFacts {
  private final Map<String, String> facts = new TreeMap<>();
  private final ZoneId zone;

  private KnownFacts(ZoneId zone) {
    this.zone = zone;
  }

  /** By field; what is not known has none. Times are those of the authority. */
  static Map<String, String> of(IncidentFacts incident, @Nullable String system, Facts found, ClockFacts clock,
      Set<Containment> used) {
    var known = new KnownFacts(ZoneId.of(clock.zone()));
    known.put("incidentReference", incident.reference());
    known.put("system", system);
    known.put("jurisdiction", clock.jurisdiction());
    known.put("rule", clock.source());
    known.put("capacities", words(found.capacities()));
    known.put("startedAt", incident.startedAt());
    known.put("awareAt", found.awareAt());
    known.put("causalLinkAt", found.causalLinkAt());
    known.put("resolvedAt", found.resolvedAt());
    known.put("harms", words(found.harms()));
    known.put("reach", found.reach().name());
    known.put("containment", words(used));
    return known.facts;
  }

  private void put(String field, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      facts.put(field, value);
    }
  }

  private void put(String field, @Nullable Instant value) {
    if (value != null) {
      put(field, value.truncatedTo(ChronoUnit.SECONDS).atZone(zone).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
    }
  }

  private static String words(Collection<? extends Enum<?>> found) {
    return found.stream().map(Enum::name).collect(Collectors.joining(", "));
  }
}
