package io.aims.audit.pack;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.aims.audit.note.Checkpoint;
import io.aims.platform.note.VerifierKey;

/** Judges packs by keys, and perhaps a checkpoint, that come from elsewhere. Reads each pack once, front to back. */
public final class PackVerifier {
  private final List<VerifierKey> keys;
  private final @Nullable Checkpoint known;

  public PackVerifier(Collection<VerifierKey> keys) {
    this(List.copyOf(keys), null);
  }

  private PackVerifier(List<VerifierKey> keys, @Nullable Checkpoint known) {
    this.keys = keys;
    this.known = known;
  }

  /** Also compares with a checkpoint of the same ledger that was kept outside of the house. */
  public PackVerifier knowing(Checkpoint checkpoint) {
    return new PackVerifier(keys, checkpoint);
  }

  /** @throws IOException only when the stream cannot be read; whatever is wrong with its bytes is a verdict */
  public Verdict verify(InputStream in) throws IOException {
    try {
      return new Verdict.Verified(new Inspection(in, keys, known).run());
    } catch (Rejection rejection) {
      return rejection.verdict();
    }
  }
}
