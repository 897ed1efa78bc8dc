package io.aims.risk.soa;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Why a control applies.
 *
 * @param ref the id of the risk for {@code RISK}; for the others what names the source, e.g. an article or a contract
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InclusionReason(@NotNull Kind kind, @Nullable @Size(min = 1, max = 200) String ref) {

  @Schema(name = "InclusionReasonKind")
  enum Kind {
    RISK, LAW, CONTRACT, BASELINE
  }
}
