package io.aims.local.stack;

/** Says in words why a process ended. */
final class Exit {
  private static final int SIGNAL = 128;

  private Exit() {}

  /** Whether somebody ended it, as opposed to it having failed. */
  static boolean isByOthers(int code) {
    return code == SIGNAL + 9 || code == SIGNAL + 15 || code == SIGNAL + 2;
  }

  static String why(int code) {
    return switch (code) {
      case SIGNAL + 9 -> "was killed (signal 9; by the kernel, if memory ran out)";
      case SIGNAL + 15, SIGNAL + 2 -> "was told to stop (signal %d)".formatted(code - SIGNAL);
      default -> code > SIGNAL && code < SIGNAL + 65
          ? "was ended by signal %d".formatted(code - SIGNAL)
          : "ended with exit code %d".formatted(code);
    };
  }
}
