package io.aims.audit.nonconformity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How the incident has happened again from which a nonconformity comes.
 *
 * @param happenings each time, in the order in which it became known
 */
record Recurrence(List<Happening> happenings) {
  static final Recurrence NONE = new Recurrence(List.of());

  Recurrence {
    happenings = List.copyOf(happenings);
  }

  /** One time, as the incident {@code incidentId}. */
  record Happening(UUID incidentId, UUID caseId, Instant at, Standing standing) {
    private Happening as(Standing other) {
      return new Happening(incidentId, caseId, at, other);
    }
  }

  /** What it means: it is noted; speaks against a remedy until somebody decides; or has turned out to be no incident. */
  enum Standing {
    NOTED, CONTRADICTING, WITHDRAWN
  }

  Recurrence with(Happening happening) {
    return new Recurrence(Stream.concat(happenings.stream(), Stream.of(happening)).toList());
  }

  /** The same in which {@code incidentId} has another standing. */
  Recurrence with(UUID incidentId, Standing standing) {
    return each(it -> it.incidentId().equals(incidentId) ? it.as(standing) : it);
  }

  /** The same once somebody has decided on what speaks against the remedy. */
  Recurrence decided() {
    return each(it -> it.standing() == Standing.CONTRADICTING ? it.as(Standing.NOTED) : it);
  }

  private Recurrence each(Function<Happening, Happening> change) {
    return new Recurrence(happenings.stream().map(change).toList());
  }

  /** The times that were one, oldest first. */
  List<Happening> standing() {
    return happenings.stream().filter(it -> it.standing() != Standing.WITHDRAWN).toList();
  }

  boolean contradicts() {
    return happenings.stream().anyMatch(it -> it.standing() == Standing.CONTRADICTING);
  }

  boolean has(UUID incidentId, boolean withdrawn) {
    return happenings.stream()
        .anyMatch(it -> it.incidentId().equals(incidentId) && withdrawn == (it.standing() == Standing.WITHDRAWN));
  }
}
