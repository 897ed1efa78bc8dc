package io.aims.incident.figures;

import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.signal.Kind;

/**
 * The figures of some incidents.
 *
 * @param kind of which kind they are, where only that was asked for; null when of any
 * @param acknowledged those of them that have been acknowledged
 * @param resolved those of them that have been resolved, and neither relapsed nor re-opened since
 * @param recurrences those of them that came back not long after an earlier one had been closed
 * @param relapsed those of them of which a signal fired anew after they had been resolved
 * @param secondsToAcknowledge from detection on, of the acknowledged ones (its mean is the MTTA); null when there are none
 * @param secondsToResolve from detection on, of the resolved ones (its mean is the MTTR); null when there are none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Figures(@Nullable Kind kind, long incidents, long acknowledged, long resolved, long recurrences, long relapsed,
    @Nullable Spread secondsToAcknowledge, @Nullable Spread secondsToResolve) {

  /** The figures of the incidents of one system. */
  @Schema(name = "FiguresOfSystem")
  record OfSystem(UUID systemId, Figures figures) {}

  /** Mean and quantiles, interpolated, in whole seconds. */
  record Spread(long mean, long p50, long p90) {
    static @Nullable Spread of(@Nullable Double mean, @Nullable Double p50, @Nullable Double p90) {
      return mean == null || p50 == null || p90 == null
          ? null
          : new Spread(Math.round(mean), Math.round(p50), Math.round(p90));
    }
  }
}
