package io.aims.audit.nonconformity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

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

  /**
   * One time, as the incident {@code incidentId}.
   *
   * @param contradicts whether it speaks against a remedy that was found effective, and nobody has decided on that
   * @param withdrawn whether it has turned out to be no incident
   */
  record Happening(UUID incidentId, UUID caseId, Instant at, boolean contradicts, boolean withdrawn) {
    private Happening decided() {
      return new Happening(incidentId, caseId, at, false, withdrawn);
    }

    private Happening withdrawn(boolean is) {
      return new Happening(incidentId, caseId, at, contradicts, is);
    }

    private boolean stillContradicts() {
      return contradicts && !withdrawn;
    }
  }

  Recurrence with(Happening happening) {
    return new Recurrence(Stream.concat(happenings.stream(), Stream.of(happening)).toList());
  }

  /** The same in which {@code incidentId} is no incident, or is one after all. */
  Recurrence withdrawn(UUID incidentId, boolean is) {
    return each(it -> it.incidentId().equals(incidentId), it -> it.withdrawn(is));
  }

  /** The same once somebody has upheld the remedy against all that contradicts it. */
  Recurrence upheld() {
    return each(Happening::stillContradicts, Happening::decided);
  }

  /** The same once a new remedy is sought: nothing of before contradicts that. */
  Recurrence begunAnew() {
    return each(it -> true, Happening::decided);
  }

  private Recurrence each(Predicate<Happening> which, UnaryOperator<Happening> change) {
    return new Recurrence(happenings.stream().map(it -> which.test(it) ? change.apply(it) : it).toList());
  }

  /** The last time as that incident; null when it is none of them. */
  @Nullable
  Happening as(UUID incidentId) {
    return happenings.stream()
        .filter(it -> it.incidentId().equals(incidentId))
        .reduce((one, next) -> next)
        .orElse(null);
  }

  /** The times that were one, oldest first. */
  List<Happening> valid() {
    return happenings.stream().filter(it -> !it.withdrawn()).toList();
  }

  /** What speaks against the remedy. */
  List<Happening> contradicting() {
    return happenings.stream().filter(Happening::stillContradicts).toList();
  }
}
