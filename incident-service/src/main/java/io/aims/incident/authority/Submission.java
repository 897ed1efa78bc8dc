package io.aims.incident.authority;

import java.time.Instant;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * That a revision was handed in.
 *
 * @param receipt the authority's reference
 * @param incomplete whether something was still missing
 */
record Submission(int revision, @JsonFormat(shape = JsonFormat.Shape.STRING) Instant submittedAt, Channel channel,
    String receipt, UUID submittedBy, boolean incomplete) {

  /** How it was handed in. */
  @Schema(name = "SubmissionChannel")
  enum Channel {
    PORTAL, API, EMAIL, LETTER, TELEPHONE, IN_PERSON
  }
}
