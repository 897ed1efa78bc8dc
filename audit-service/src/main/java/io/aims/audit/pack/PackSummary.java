package io.aims.audit.pack;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.aims.platform.note.VerifierKey;

/**
 * What a verified pack shows.
 *
 * @param signers the known keys that signed the checkpoint
 * @param firstTime earliest time of an event; null in a pack without entries, like {@code lastTime}
 * @param aggregates how many aggregates the events belong to
 * @param completeAggregates of how many of them every version is in the pack
 * @param partialAggregates the others, at most twenty, in words
 */
public record PackSummary(PackHeader header, int entries, List<VerifierKey> signers, @Nullable Instant firstTime,
    @Nullable Instant lastTime, int aggregates, int completeAggregates, List<String> partialAggregates,
    Comparison comparison) {
  public PackSummary {
    signers = List.copyOf(signers);
    partialAggregates = List.copyOf(partialAggregates);
  }

  /** How the pack relates to a checkpoint that the verifier had before. */
  public enum Comparison {
    NOT_ASKED,
    /** The ledger of the pack contains that state. */
    AGREES,
    /** The sizes differ and the pack alone cannot connect them; a consistency proof can. */
    NOT_COMPARABLE
  }
}
