package io.aims.local.story;

import java.io.PrintStream;

/** Prints the story: chapters, and what happened in them. */
public final class Narrator {
  private final PrintStream out;

  public Narrator(PrintStream out) {
    this.out = out;
  }

  void chapter(String title) {
    out.printf("%n%s%n", title);
  }

  void says(String line, Object... values) {
    out.printf("  " + line + "%n", values);
  }
}
