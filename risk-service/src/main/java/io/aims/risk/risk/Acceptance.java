package io.aims.risk.risk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;

import io.aims.risk.criteria.Level;

/**
 * That the owner is ready to live with the residual risk of one content revision.
 *
 * @param level of the residual score under the criteria in force at the time
 * @param beyondAppetite whether it was accepted as an exception, above the appetite
 * @param expiresOn the first day on which it does not hold any more
 */
public record Acceptance(int revision, UUID acceptedBy, Level level, int criteriaRevision, boolean beyondAppetite,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant acceptedAt,
    @JsonFormat(shape = JsonFormat.Shape.STRING) LocalDate expiresOn) {

  boolean holdsOn(LocalDate day) {
    return day.isBefore(expiresOn);
  }
}
