package io.aims.audit.note;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import io.aims.audit.merkle.Hash;
import io.aims.audit.merkle.Rfc6962;
import io.aims.platform.note.InvalidNote;
import io.aims.platform.note.NoteSigner;
import io.aims.platform.note.SignedNote;
import io.aims.platform.note.VerifierKey;

/**
 * The state of a log in three lines (c2sp.org/tlog-checkpoint): which log, how many leaves, which root. Who holds one
 * signed checkpoint can later prove any rewriting of what is under it.
 *
 * @param origin the log's name, also the name of the key that signs for it
 * @param extensions further lines of other writers; Aims writes none
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {
  private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,18}");

  public Checkpoint {
    extensions = List.copyOf(extensions);
    if (origin.isEmpty() || origin.contains("\n") || size < 0) {
      throw malformed("a log has a name and a size");
    }
    if (extensions.stream().anyMatch(line -> line.isEmpty() || line.contains("\n"))) {
      throw malformed("an extension is one line that is not empty");
    }
    if (size == 0 && !root.equals(Rfc6962.EMPTY_ROOT)) {
      throw malformed("the root of an empty tree is SHA-256 of nothing");
    }
  }

  public Checkpoint(String origin, long size, Hash root) {
    this(origin, size, root, List.of());
  }

  /** The name of an organisation's ledger; the id makes it unique among all installations. */
  public static String origin(UUID organisation) {
    return "aims/ledger/" + organisation;
  }

  public String text() {
    var lines = new StringBuilder().append(origin)
        .append('\n')
        .append(size)
        .append('\n')
        .append(root.base64())
        .append('\n');
    extensions.forEach(line -> lines.append(line).append('\n'));
    return lines.toString();
  }

  public static Checkpoint parse(String text) {
    if (!text.endsWith("\n")) {
      throw malformed("the last line has no newline");
    }
    var lines = text.substring(0, text.length() - 1).split("\n", -1);
    if (lines.length < 3) {
      throw malformed("a checkpoint has an origin, a size and a root");
    }
    return new Checkpoint(lines[0], size(lines[1]), root(lines[2]), Arrays.asList(lines).subList(3, lines.length));
  }

  /** Signs for this log and no other. */
  public SignedNote sign(NoteSigner signer) {
    if (!signer.name().equals(origin)) {
      throw new IllegalArgumentException("the key of " + signer.name() + " does not sign for " + origin);
    }
    return SignedNote.sign(text(), signer);
  }

  /** What a note says about its log, if a known key that bears the log's name has signed it. */
  public static Checkpoint open(SignedNote note, Collection<VerifierKey> known) {
    var keys = note.verify(known);
    var checkpoint = parse(note.text());
    if (keys.stream().noneMatch(key -> key.name().equals(checkpoint.origin()))) {
      throw new InvalidNote(InvalidNote.Reason.UNKNOWN_KEY,
          "the checkpoint of " + checkpoint.origin() + " is signed by " + keys.getFirst().name()
              + ", not by its own key");
    }
    return checkpoint;
  }

  private static long size(String line) {
    try {
      if (DECIMAL.matcher(line).matches()) {
        return Long.parseLong(line);
      }
    } catch (NumberFormatException beyondLong) {
      // named below
    }
    throw malformed("not a tree size: " + line);
  }

  private static Hash root(String line) {
    try {
      return Hash.parseBase64(line);
    } catch (IllegalArgumentException e) {
      throw malformed("not a root hash: " + line);
    }
  }

  private static InvalidNote malformed(String why) {
    return new InvalidNote(InvalidNote.Reason.CONTENT, "not a checkpoint: " + why);
  }
}
