package io.aims.audit.nonconformity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A nonconformity as the API shows it, with the steps that are possible now. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NonconformityView(UUID id, String reference, int version, String title, String statement, OriginKind originKind,
    @Nullable UUID originId, @Nullable UUID systemId, @Nullable UUID caseId, List<String> nodes, Grade grade,
    UUID ownerId, NonconformityState state, List<String> nextSteps, @Nullable Correction correction,
    @Nullable RootCause rootCause, List<CorrectiveAction> correctiveActions, @Nullable EffectivenessCheck effectiveness,
    @Nullable Recurred recurrence, UUID raisedBy, Instant raisedAt, Instant changedAt) {

  static NonconformityView of(Nonconformity n) {
    return new NonconformityView(n.id(), n.reference(), n.version(), n.title(), n.statement(), n.originKind(),
        n.originId(), n.systemId(), n.caseId(), n.nodes(), n.grade(), n.ownerId(), n.state(),
        n.state().allowed().stream().sorted().map(NonconformityCommand::path).toList(), n.correction(), n.rootCause(),
        n.correctiveActions(), n.effectiveness(), Recurred.of(n.recurrence()), n.raisedBy(), n.createdAt(),
        n.changedAt());
  }

  /**
   * That the incident has happened again.
   *
   * @param times how often by now; the rest is of the last time
   */
  record Recurred(int times, UUID incidentId, UUID caseId, Instant at) {
    static @Nullable Recurred of(Recurrence recurrence) {
      var times = recurrence.valid();
      return times.isEmpty()
          ? null
          : new Recurred(times.size(), times.getLast().incidentId(), times.getLast().caseId(), times.getLast().at());
    }
  }

  /** A nonconformity in a list. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Summary(UUID id, String reference, String title, OriginKind originKind, @Nullable UUID originId,
      @Nullable UUID systemId, @Nullable UUID caseId, Grade grade, UUID ownerId, NonconformityState state, int version,
      Instant changedAt) {}
}
