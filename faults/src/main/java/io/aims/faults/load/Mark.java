package io.aims.faults.load;

import java.util.Random;
import java.util.regex.Pattern;

/** A text by which one request is found again in everything that it left behind. */
public final class Mark {
  public static final Pattern PATTERN = Pattern.compile("mark-[0-9a-f]{16}");

  private Mark() {}

  static String next(Random random) {
    return "mark-%016x".formatted(random.nextLong());
  }
}
