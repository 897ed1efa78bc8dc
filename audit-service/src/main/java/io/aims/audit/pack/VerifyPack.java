package io.aims.audit.pack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.aims.audit.note.Checkpoint;
import io.aims.platform.note.InvalidNote;
import io.aims.platform.note.KeyFolder;
import io.aims.platform.note.SignedNote;
import io.aims.platform.note.VerifierKey;

/**
 * The verifier as a program: {@code VerifyPack FILE --key KEY [--checkpoint FILE]}. Works without server and network.
 * Exit 0: verified. 1: not, with the first thing that is wrong. 2: it could not be asked, because of usage, an
 * unreadable file, or a checkpoint that the pack cannot be compared with.
 */
public final class VerifyPack {
  private static final int VERIFIED = 0;
  private static final int REJECTED = 1;
  private static final int UNUSABLE = 2;

  private static final String USAGE = """
      usage: verify FILE --key KEY [--checkpoint FILE]
        FILE               the evidence pack
        --key KEY          a verifier key, or a file with one a line; may be repeated
        --checkpoint FILE  a signed checkpoint of the same ledger that you kept, to be compared""";

  private final PrintStream out;
  private final PrintStream err;

  VerifyPack(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] args) {
    System.exit(new VerifyPack(System.out, System.err).run(args));
  }

  int run(String... args) {
    try {
      return verify(Request.parse(args));
    } catch (Unusable e) {
      err.println(e.getMessage());
      return UNUSABLE;
    }
  }

  private int verify(Request request) throws Unusable {
    var verifier = new PackVerifier(request.keys());
    if (request.known() != null) {
      verifier = verifier.knowing(request.known());
    }
    try (var in = new BufferedInputStream(Files.newInputStream(request.file()))) {
      return switch (verifier.verify(in)) {
        case Verdict.Verified(var summary) -> report(summary);
        case Verdict.Rejected(var reason, var entry, var message) -> {
          out.println("NOT VERIFIED (" + reason.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")");
          if (entry != null) {
            line("first bad", entry);
          }
          line("because", message);
          yield REJECTED;
        }
      };
    } catch (IOException e) {
      throw new Unusable(request.file() + " cannot be read: " + e);
    }
  }

  private int report(PackSummary pack) {
    var header = pack.header();
    var head = header.checkpoint();
    out.println("VERIFIED");
    line("pack", header.packId() + ", issued " + header.issuedAt());
    line("organisation", header.organisation());
    line("case", header.wholeLedger() ? "all, the whole ledger" : header.caseId());
    line("entries", pack.entries() + " of " + head.size() + " in the ledger");
    line("ledger", head.origin() + ", size " + head.size() + ", root " + head.root().base64());
    line("signed by", pack.signers().stream().map(k -> "key id " + k.idHex()).collect(Collectors.joining(", ")));
    line("events", pack.firstTime() == null ? "none" : "from " + pack.firstTime() + " to " + pack.lastTime());
    line("aggregates", pack.aggregates() + ", of which " + pack.completeAggregates() + " with every version from 1");
    pack.partialAggregates().forEach(partial -> line("", partial));
    return switch (pack.comparison()) {
      case NOT_ASKED -> VERIFIED;
      case AGREES -> {
        line("checkpoint", "the ledger contains the state that you kept");
        yield VERIFIED;
      }
      case NOT_COMPARABLE -> {
        err.println(
            "The pack is genuine, but cannot be compared with the checkpoint that you kept: that needs a pack of the"
                + " whole ledger that is at least as new, or a consistency proof from the ledger.");
        yield UNUSABLE;
      }
    };
  }

  private void line(String label, @Nullable Object value) {
    out.printf("  %-13s %s%n", label, value);
  }

  private record Request(Path file, List<VerifierKey> keys, @Nullable Checkpoint known) {
    static Request parse(String... args) throws Unusable {
      Path file = null;
      Path checkpoint = null;
      var keys = new ArrayList<VerifierKey>();
      for (var i = 0; i < args.length; i++) {
        var option = args[i].startsWith("--");
        if (option && i + 1 == args.length) {
          throw new Unusable(USAGE);
        }
        switch (args[i]) {
          case "--key" -> keys.addAll(keys(args[++i]));
          case "--checkpoint" -> checkpoint = path(args[++i]);
          default -> {
            if (option || file != null) {
              throw new Unusable(USAGE);
            }
            file = path(args[i]);
          }
        }
      }
      if (file == null || keys.isEmpty()) {
        throw new Unusable(USAGE);
      }
      return new Request(file, keys, checkpoint == null ? null : checkpoint(checkpoint, keys));
    }

    private static Path path(String text) throws Unusable {
      try {
        return Path.of(text);
      } catch (InvalidPathException e) {
        throw new Unusable("not a file name: " + text);
      }
    }

    private static List<VerifierKey> keys(String keyOrFile) throws Unusable {
      try {
        var file = path(keyOrFile);
        return Files.exists(file) ? KeyFolder.read(file) : List.of(VerifierKey.parse(keyOrFile));
      } catch (InvalidNote e) {
        throw new Unusable("--key " + keyOrFile + ": neither a file nor a key, or a file with something else in it: "
            + e.getMessage());
      } catch (IOException e) {
        throw new Unusable("--key " + keyOrFile + " cannot be read: " + e);
      }
    }

    private static Checkpoint checkpoint(Path file, List<VerifierKey> keys) throws Unusable {
      try {
        return Checkpoint.open(SignedNote.parse(Files.readAllBytes(file)), keys);
      } catch (InvalidNote e) {
        throw new Unusable("--checkpoint " + file + ": " + e.getMessage());
      } catch (IOException e) {
        throw new Unusable("--checkpoint " + file + " cannot be read: " + e);
      }
    }
  }

  /** Why there can be no verdict. */
  private static final class Unusable extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    Unusable(String message) {
      super(message);
    }
  }
}
