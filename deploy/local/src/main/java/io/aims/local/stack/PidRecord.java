package io.aims.local.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * Names a process beyond doubt: a pid alone may have been given to another process meanwhile.
 *
 * @param startedAt when the operating system says that the process began
 * @param fingerprint what it was started as
 */
public record PidRecord(String component, long pid, Instant startedAt, String fingerprint) {
  /** The operating system's start times can shift a little when the clock is set. */
  static final Duration CLOCK_SHIFT = Duration.ofSeconds(2);

  static PidRecord of(String component, ProcessHandle process, String fingerprint) {
    return new PidRecord(component, process.pid(), process.info().startInstant().orElse(Instant.EPOCH), fingerprint);
  }

  /** The process while it lives; empty when it ended, or when its pid belongs to another one now. */
  public Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid).filter(this::isTheSame).filter(Alive::is);
  }

  private boolean isTheSame(ProcessHandle process) {
    return process.info().startInstant().map(this::isMyStart).orElse(startedAt.equals(Instant.EPOCH));
  }

  boolean isMyStart(Instant start) {
    return Duration.between(startedAt, start).abs().compareTo(CLOCK_SHIFT) <= 0;
  }

  Properties toProperties() {
    var properties = new Properties();
    properties.setProperty("component", component);
    properties.setProperty("pid", Long.toString(pid));
    properties.setProperty("startedAt", startedAt.toString());
    properties.setProperty("fingerprint", fingerprint);
    return properties;
  }

  static PidRecord from(Properties properties) {
    return new PidRecord(properties.getProperty("component"), Long.parseLong(properties.getProperty("pid")),
        Instant.parse(properties.getProperty("startedAt")), properties.getProperty("fingerprint"));
  }
}
