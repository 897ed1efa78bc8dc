package io.aims.incident.concern;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonFormat;

/** What is owed to a reporter, until when, and whether it was said that it came too late. */
record Deadlines(Map<Duty, Deadline> all) {
  Deadlines {
    all = Map.copyOf(all);
  }

  /** What is owed. */
  enum Duty {
    ACKNOWLEDGEMENT, FEEDBACK, RETALIATION_FOLLOW_UP
  }

  /** The last day on which something is in time; days are those of UTC. */
  record Deadline(@JsonFormat(shape = JsonFormat.Shape.STRING) LocalDate dueOn,
      @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable LocalDate metOn, boolean said) {

    /** The first instant that is too late. */
    Instant overdueAt() {
      return dueOn.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    boolean overdue(Instant now) {
      return metOn == null && !now.isBefore(overdueAt());
    }
  }

  static Deadlines from(LocalDate receivedOn, ConcernTerms terms) {
    var last = terms.acknowledgement().after(receivedOn);
    return new Deadlines(Map.of()).set(Duty.ACKNOWLEDGEMENT, last).set(Duty.FEEDBACK, terms.feedback().after(last));
  }

  /** A day anew, for a duty that is now open. */
  Deadlines set(Duty duty, LocalDate dueOn) {
    return with(duty, new Deadline(dueOn, null, false));
  }

  /** An earlier day for a duty that is open; what is met stays met, and no day gets later. */
  Deadlines bringForward(Duty duty, LocalDate dueOn) {
    var present = all.get(duty);
    return present != null && present.metOn() == null && dueOn.isBefore(present.dueOn()) ? set(duty, dueOn) : this;
  }

  /** Done on that day; what was done before stays so. */
  Deadlines meet(Duty duty, LocalDate on) {
    var present = all.get(duty);
    return present == null || present.metOn() != null
        ? this
        : with(duty, new Deadline(present.dueOn(), on, present.said()));
  }

  Deadlines say(Duty duty) {
    var present = all.get(duty);
    return with(duty, new Deadline(present.dueOn(), present.metOn(), true));
  }

  Set<Duty> overdue(Instant now) {
    return Stream.of(Duty.values())
        .filter(duty -> all.containsKey(duty) && all.get(duty).overdue(now))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What is late next and has not been said. */
  Optional<Duty> nextToSay() {
    return all.entrySet()
        .stream()
        .filter(entry -> entry.getValue().metOn() == null && !entry.getValue().said())
        .min(Comparator.comparing((Map.Entry<Duty, Deadline> entry) -> entry.getValue().dueOn())
            .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey);
  }

  private Deadlines with(Duty duty, Deadline deadline) {
    var changed = new EnumMap<Duty, Deadline>(Duty.class);
    changed.putAll(all);
    changed.put(duty, deadline);
    return new Deadlines(changed);
  }
}
