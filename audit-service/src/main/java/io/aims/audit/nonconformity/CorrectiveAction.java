package io.aims.audit.nonconformity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A step that removes the cause: who does what until when, and what came of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CorrectiveAction(UUID id, String description, UUID ownerId, LocalDate dueOn, UUID plannedBy, Instant plannedAt,
    @Nullable Completion completion) {

  /** That it was done, by whom, with what result. */
  record Completion(String result, UUID by, Instant at) {}

  boolean open() {
    return completion == null;
  }

  CorrectiveAction completed(String result, UUID by, Instant at) {
    return new CorrectiveAction(id, description, ownerId, dueOn, plannedBy, plannedAt,
        new Completion(result, by, at));
  }

  boolean involves(UUID person) {
    return person.equals(ownerId) || person.equals(plannedBy) || completion != null && person.equals(completion.by());
  }
}
