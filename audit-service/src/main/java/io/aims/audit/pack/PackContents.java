package io.aims.audit.pack;

import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

import io.aims.audit.pack.Verdict.Reason;

/**
 * Hands out the files of a pack in the order in which they must come, and where they do not, says what happened:
 * missing, moved, doubled, added, too large or cut off.
 */
final class PackContents {
  private static final int UNKNOWN = -1;
  /** How much is looked through in search of a file that is not in its place. */
  private static final int SEARCHED_BYTES = 1 << 30;

  private final ZipStream zip;
  private @Nullable Manifest manifest;
  private int reached = UNKNOWN;
  private int intact;

  PackContents(InputStream in) {
    this.zip = new ZipStream(in);
  }

  /** From now on files are named by this list. */
  void listedIn(Manifest verified) {
    manifest = verified;
  }

  /** So many entries have been found to be good so far. */
  void intact(int entries) {
    intact = entries;
  }

  byte[] file(String name, int limit) throws IOException, Rejection {
    try {
      var found = zip.next();
      if (!name.equals(found)) {
        throw misplaced(name, found);
      }
      reached = order(name);
      return zip.read(limit);
    } catch (BrokenZip e) {
      throw broken(name, e);
    }
  }

  /** Nothing may follow but a directory that lists what was read. */
  void end() throws IOException, Rejection {
    try {
      var found = zip.next();
      if (found != null) {
        throw order(found) == UNKNOWN ? extra(found) : duplicate(found);
      }
      zip.readDirectory();
    } catch (BrokenZip e) {
      throw e.why() == BrokenZip.Cause.CUT_OFF
          ? new Rejection(Reason.CUT_OFF, null, "the file is cut off (" + e.getMessage() + "): all " + intact
              + " entries are intact, but the end of the archive is missing")
          : contentsIntactBut(e.getMessage());
    }
    var oddity = zip.oddity();
    if (oddity != null) {
      throw contentsIntactBut(oddity);
    }
  }

  private Rejection contentsIntactBut(String oddity) {
    return new Rejection(Reason.ARCHIVE, null, "all " + intact + " entries are intact, but " + oddity);
  }

  private Rejection broken(String name, BrokenZip e) {
    return switch (e.why()) {
      case CUT_OFF ->
        new Rejection(Reason.CUT_OFF, line(name), "the file is cut off (" + e.getMessage() + "): " + subject(
            name) + " is incomplete; " + intactSoFar());
      case TOO_LARGE -> new Rejection(Reason.OVERSIZED, line(name), subject(name) + " " + e.getMessage());
      case MALFORMED -> zip.isAtStart()
          ? new Rejection(Reason.NOT_A_PACK, null, "this is not an evidence pack: it does not begin as a zip file does")
          : new Rejection(Reason.ALTERED, line(name), subject(name) + " cannot be read: " + e.getMessage() + "; "
              + intactSoFar());
    };
  }

  private Rejection misplaced(String name, @Nullable String found) throws IOException {
    if (found == null) {
      return new Rejection(Reason.MISSING, line(name), subject(name) + " is missing, and so is all that should follow; "
          + intactSoFar());
    }
    var place = order(found);
    if (place != UNKNOWN && place <= reached) {
      return duplicate(found);
    }
    if (!appearsLater(name)) {
      return new Rejection(Reason.MISSING, line(name), subject(name) + " is missing; " + subject(found)
          + " is in its place; " + intactSoFar());
    }
    return place == UNKNOWN
        ? extra(found)
        : new Rejection(Reason.OUT_OF_ORDER, line(name), subject(name) + " is not in its place; " + subject(found)
            + " comes before it");
  }

  private Rejection duplicate(String found) {
    return new Rejection(Reason.DUPLICATE, line(found), subject(found) + " is there a second time");
  }

  private static Rejection extra(String found) {
    return new Rejection(Reason.EXTRA, null, "the file " + found
        + " does not belong to the pack: the manifest does not list it");
  }

  /** The place of a file among all that the pack should have. */
  private int order(String name) {
    return switch (name) {
      case PackFiles.README -> 0;
      case PackFiles.CHECKPOINT -> 1;
      case PackFiles.MANIFEST -> 2;
      case PackFiles.TRACE -> manifest == null || manifest.file(name).isPresent() ? 3 : UNKNOWN;
      default -> entryOrder(name);
    };
  }

  private int entryOrder(String name) {
    var list = manifest;
    var index = PackFiles.index(name);
    if (list == null || index.isEmpty()) {
      return UNKNOWN;
    }
    var proof = name.equals(PackFiles.proof(index.getAsLong()));
    if (proof && list.header().wholeLedger()) {
      return UNKNOWN;
    }
    return list.position(index.getAsLong()).map(position -> 4 + 2 * position + (proof ? 1 : 0)).orElse(UNKNOWN);
  }

  private @Nullable EntryLine line(String name) {
    var order = entryOrder(name);
    return order == UNKNOWN || manifest == null ? null : manifest.line((order - 4) / 2);
  }

  private String subject(String name) {
    var line = line(name);
    if (line == null) {
      return "the file " + name;
    }
    return name.equals(line.entryName()) ? line.toString() : "the proof of " + line;
  }

  private String intactSoFar() {
    var list = manifest;
    if (list == null) {
      return "without a manifest nothing can be verified";
    }
    return intact == 0
        ? "none of its " + list.entries() + " entries is known to be intact"
        : "the first " + intact + " of " + list.entries() + " entries are intact, up to " + list.line(intact - 1);
  }

  private boolean appearsLater(String name) throws IOException {
    var budget = SEARCHED_BYTES;
    try {
      do {
        budget -= zip.read(Math.min(budget, Limits.MANIFEST_BYTES)).length;
        var next = zip.next();
        if (next == null || next.equals(name)) {
          return next != null;
        }
      } while (budget > 0);
    } catch (BrokenZip e) {
      // what cannot be read is not there
    }
    return false;
  }
}
