package io.aims.local.stack;

/** Says in words why a process ended. */
final class Exit {
  private static final int SIGNAL = 128;

  private Exit() {}

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
