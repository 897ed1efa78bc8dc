package io.aims.audit.pack;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** The outcome of verifying a pack. */
public sealed interface Verdict {
  record Verified(PackSummary summary) implements Verdict {}

  /**
   * The first thing that is wrong.
   *
   * @param entry the entry it concerns, as the signed manifest names it; null when it concerns the pack as a whole
   * @param message one sentence for people, without control characters, whatever the pack contains
   */
  record Rejected(Reason reason, @Nullable EntryLine entry, String message) implements Verdict {
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{C}");

    public Rejected {
      message = UNPRINTABLE.matcher(message).replaceAll("?");
    }
  }

  enum Reason {
    /** Not a zip file. */
    NOT_A_PACK,
    /** The file ends too early. */
    CUT_OFF,
    /** Signed by nobody whose key was given. */
    UNKNOWN_KEY,
    /** The checkpoint is malformed or its signature does not fit. */
    CHECKPOINT,
    /** The manifest is malformed or its signature does not fit. */
    MANIFEST,
    /** Manifest and checkpoint are each genuine, but not of the same ledger state. */
    MISMATCH,
    /** Bytes are not those that were signed for. */
    ALTERED,
    /** An entry holds the bytes of another one. */
    EXCHANGED,
    /** Something that the manifest lists is not there. */
    MISSING,
    /** Everything is there, but not in its place. */
    OUT_OF_ORDER,
    /** Something is there twice. */
    DUPLICATE,
    /** Something is there that the manifest does not list. */
    EXTRA,
    /** Larger than the format allows. */
    OVERSIZED,
    /** A proof does not lead from the entry to the root of the checkpoint. */
    PROOF,
    /** The entries of a whole ledger do not give its root. */
    ROOT,
    /** The recorded bytes are genuine, but are not the event that the manifest announces. */
    CONTENT,
    /** Versions of an aggregate repeat, fall back, or, in a whole ledger, leave a gap. */
    VERSIONS,
    /** The ledger contradicts a checkpoint that the verifier had before: history was rewritten. */
    HISTORY,
    /** The contents are genuine, but the archive around them is not as a pack's. */
    ARCHIVE
  }
}
