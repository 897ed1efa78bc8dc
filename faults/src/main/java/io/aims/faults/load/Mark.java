package io.aims.faults.load;

import java.util.Random;
import java.util.regex.Pattern;

/** A text by which one request is found again in everything that it left behind. */
public final class Mark {
  public static final Pattern PATTERN = Pattern.compile("mark-[0-9a-f]{16}");

  private Mark() {}

  /** @param run on the same stack: a seed that comes again there must not find what it left before */
  static String next(Random random, int run) {
    return "mark-%016x".formatted(random.nextLong() + run * 0x9e3779b97f4a7c15L);
  }
}
