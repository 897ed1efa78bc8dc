package io.aims.incident.watch;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Times as the database keeps them, in microseconds since 1970; one document, as Hibernate maps no JSON arrays. */
record Changes(List<Long> micros) {

  static Changes of(List<Instant> times) {
    return new Changes(times.stream().map(time -> ChronoUnit.MICROS.between(Instant.EPOCH, time)).toList());
  }

  List<Instant> times() {
    return micros.stream().map(micro -> Instant.EPOCH.plus(micro, ChronoUnit.MICROS)).toList();
  }
}
