package io.aims.incident.clocks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.duty.Facts;

/**
 * The decision that stands, with the clocks that run.
 *
 * @param evidenceHold whether the system must not be altered until an authority has been told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SeriousnessView(UUID id, UUID incidentId, int number, boolean serious, Facts facts, UUID decidedBy,
    Instant decidedAt, String reason, @Nullable UUID supersedes, boolean evidenceHold, List<ClockView> clocks) {

  static SeriousnessView of(SeriousnessDecision d, List<RegulatoryClock> open, Instant now) {
    return new SeriousnessView(d.id(), d.incidentId(), d.number(), d.serious(), d.facts(), d.decidedBy(),
        d.createdAt(), d.reason(), d.supersedes(), open.stream().anyMatch(c -> c.terms().evidenceHold()),
        open.stream().map(c -> ClockView.of(c, now)).toList());
  }

  /** A decision in the list of all. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Summary(UUID id, int number, boolean serious, Facts facts, UUID decidedBy, Instant createdAt, String reason,
      @Nullable UUID supersedes) {}
}
