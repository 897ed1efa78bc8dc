package io.aims.risk.risk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A risk as the API shows it; {@code revision} is what an acceptance has to name. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RiskView(UUID id, String reference, int version, @Nullable UUID systemId, @Nullable UUID assessmentId,
    @JsonUnwrapped RiskStatement statement, UUID ownerId, RiskState state, int revision, List<String> contributors,
    Scores scores, @Nullable Treatment treatment, @Nullable Acceptance acceptance, List<Flag> flags,
    @Nullable UUID caseId, List<UUID> linkedCases, Instant createdAt, Instant changedAt) {

  static RiskView of(Risk risk, LocalDate today) {
    return new RiskView(risk.id(), risk.reference(), risk.version(), risk.systemId(), risk.assessmentId(),
        risk.statement(), risk.ownerId(), risk.state(today), risk.content().number(), risk.content().contributors(),
        risk.scores(), risk.treatment(), risk.acceptance(), risk.flags().raised(), risk.caseId(),
        risk.linkedCases().ids(), risk.createdAt(),
        risk.changedAt());
  }

  /** What a list needs of a risk, as the database has it. */
  record Row(UUID id, int version, String reference, @Nullable UUID systemId, Theme theme, String title, UUID ownerId,
      Scores scores, @Nullable Treatment treatment, @Nullable Acceptance acceptance, Flags flags,
      Instant changedAt) {
    Summary summary(LocalDate today) {
      return new Summary(id, reference, version, systemId, theme, title, ownerId,
          RiskState.of(flags, scores, treatment, acceptance, today), scores, acceptance, flags.raised(), changedAt);
    }
  }

  /** A risk in a list. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Summary(UUID id, String reference, int version, @Nullable UUID systemId, Theme theme, String title,
      UUID ownerId, RiskState state, Scores scores, @Nullable Acceptance acceptance, List<Flag> flags,
      Instant changedAt) {}
}
