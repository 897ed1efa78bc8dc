package io.aims.audit.nonconformity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A step that removes the cause: who does what until when, and what came of it.
 *
 * @param proposal what it follows from; null when it was planned of one's own accord
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CorrectiveAction(UUID id, String description, UUID ownerId, LocalDate dueOn, UUID plannedBy, Instant plannedAt,
    @Nullable Origin proposal, @Nullable Completion completion) {

  /**
   * The proposal of a review that it carries out, and who had made that.
   *
   * @param alsoWrittenBy who else had written the review until it was accepted, in order; null when nobody had
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Origin(UUID id, String proposedBy, @Nullable List<String> alsoWrittenBy) {
    static Origin of(UUID id, String proposedBy, Set<String> authors) {
      var others = authors.stream().filter(author -> !author.equals(proposedBy)).sorted().toList();
      return new Origin(id, proposedBy, others.isEmpty() ? null : others);
    }

    boolean isBy(String person) {
      return person.equals(proposedBy) || alsoWrittenBy != null && alsoWrittenBy.contains(person);
    }
  }

  /** That it was done, by whom, with what result. */
  record Completion(String result, UUID by, Instant at) {}

  /** One that has just been planned. */
  static CorrectiveAction planned(UUID id, String description, UUID ownerId, LocalDate dueOn, UUID by, Instant at) {
    return new CorrectiveAction(id, description, ownerId, dueOn, by, at, null, null);
  }

  /** The same, as it follows from a proposal. */
  CorrectiveAction from(Origin proposal) {
    return new CorrectiveAction(id, description, ownerId, dueOn, plannedBy, plannedAt, proposal, completion);
  }

  boolean open() {
    return completion == null;
  }

  CorrectiveAction completed(String result, UUID by, Instant at) {
    return new CorrectiveAction(id, description, ownerId, dueOn, plannedBy, plannedAt, proposal,
        new Completion(result, by, at));
  }

  boolean involves(UUID person) {
    return person.equals(ownerId) || person.equals(plannedBy)
        || proposal != null && proposal.isBy(person.toString())
        || completion != null && person.equals(completion.by());
  }
}
