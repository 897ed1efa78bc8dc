package io.aims.local.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Function;

/** Runs {@code ./aims verify} as a stranger would: a process of its own, with nothing but the file and the key. */
public final class Verification {
  private final Function<Path, ProcessBuilder> verifier;

  /** {@code verifier} is the command line for a file. */
  public Verification(Function<Path, ProcessBuilder> verifier) {
    this.verifier = verifier;
  }

  /** What the verifier said. */
  public record Verdict(boolean good, String text) {}

  public Verdict verify(Path pack) {
    try {
      var process = verifier.apply(pack).redirectErrorStream(true).start();
      process.getOutputStream().close();
      var text = new String(process.getInputStream().readAllBytes()).strip();
      return new Verdict(process.waitFor() == 0, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoryBroken("interrupted");
    }
  }
}
