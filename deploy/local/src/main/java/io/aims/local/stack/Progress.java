package io.aims.local.stack;

import java.io.PrintStream;

/** Tells who waits what goes on: one line per step, fit for a terminal and for a build log. */
public final class Progress {
  private final PrintStream out;

  public Progress(PrintStream out) {
    this.out = out;
  }

  public void say(String component, String what) {
    say("  %-18s %s".formatted(component, what));
  }

  public synchronized void say(String line) {
    out.println(line);
    out.flush();
  }
}
