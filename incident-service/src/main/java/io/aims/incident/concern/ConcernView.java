package io.aims.incident.concern;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.platform.refusal.Refusal;

/**
 * A concern as its handlers see it.
 *
 * @param messages how many there are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConcernView(UUID id, int version, String reference, boolean anonymous, @Nullable UUID reporterId,
    boolean aboutHandlers, Category category, @Nullable UUID systemId, String description, ConcernState state,
    Set<String> allowed, LocalDate receivedOn, List<Owed> owed, @Nullable Assessment assessment,
    @Nullable Closure closure, @Nullable Retaliation retaliation, List<Links.Link> links, int messages,
    Instant changedAt) {

  static ConcernView of(Concern c, Instant now) {
    return new ConcernView(c.id(), c.version(), c.reference(), c.anonymous(), c.reporterId(), c.aboutHandlers(),
        c.category(), c.systemId(), c.description(), c.state(), Refusal.NotAllowedNow.words(c.state().allowed()),
        c.receivedOn(),
        Owed.of(c.deadlines(), now), c.assessment(), c.closure(), c.retaliation(), c.links().all(), c.messages(),
        c.changedAt());
  }

  /** What is owed to the reporter. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Owed(Deadlines.Duty duty, LocalDate dueOn, @Nullable LocalDate metOn, boolean overdue) {
    static List<Owed> of(Deadlines deadlines, Instant now) {
      return Stream.of(Deadlines.Duty.values()).filter(deadlines.all()::containsKey).map(duty -> {
        var deadline = deadlines.all().get(duty);
        return new Owed(duty, deadline.dueOn(), deadline.metOn(), deadline.overdue(now));
      }).toList();
    }
  }

  /** A concern in a list. */
  record Summary(UUID id, String reference, boolean anonymous, Category category, ConcernState state,
      LocalDate receivedOn, Set<Deadlines.Duty> overdue, int version) {
    static Summary of(Concern c, Instant now) {
      return new Summary(c.id(), c.reference(), c.anonymous(), c.category(), c.state(), c.receivedOn(),
          c.deadlines().overdue(now), c.version());
    }

    /** Where it stands in the list. */
    String place() {
      return receivedOn + "/" + id;
    }
  }

  /** One message, as either side sees it; the other side's person is not shown. */
  record Message(int number, ConcernMessage.Author author, boolean feedback, String text, Instant at) {}

  /** Whom a handler keeps away, and who says so. */
  record Exclusion(UUID id, UUID personId, UUID excludedBy) {}

  /** Who read a concern. */
  record Read(UUID id, UUID personId, String what, Instant at) {}
}
