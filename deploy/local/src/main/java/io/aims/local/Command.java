package io.aims.local;

/** What the launcher was asked to do. */
sealed interface Command {

  /**
   * @param detach return when everything is ready, instead of staying and stopping it on Ctrl-C
   * @param fresh forget all data first
   * @param enginesOnly without the services, for who runs those from elsewhere
   */
  record Up(boolean detach, boolean fresh, boolean enginesOnly) implements Command {}

  record Down() implements Command {}

  record Status(boolean json) implements Command {}

  record Token(String role, String org, boolean claims) implements Command {}

  record Restart(String component) implements Command {}

  record Kill(String component) implements Command {}

  /** @param count how many of the last mails */
  record Mail(int count) implements Command {}

  record Dev(String service) implements Command {}

  record Demo() implements Command {}

  /** @param lanesOnly nothing but what lanes are worth */
  record Bench(boolean lanesOnly) implements Command {}

  /** Starts again what dies; what {@code up --detach} leaves running. */
  record Supervise() implements Command {}

  /** Lists the modules whose sources are newer than what was built from them; for the script. */
  record Stale() implements Command {}
}
