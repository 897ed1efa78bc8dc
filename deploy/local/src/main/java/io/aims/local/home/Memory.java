package io.aims.local.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

import io.aims.local.stack.Trouble;

/** Refuses to start where the stack would not fit, instead of letting the kernel kill a part of it. */
public final class Memory {
  static final long NEEDED_MB = 3_000;

  private Memory() {}

  public static void check() {
    if ("off".equals(System.getenv("AIMS_MEMORY_CHECK"))) {
      return;
    }
    check(available());
  }

  /** Whether so much is available, as far as the system tells. */
  public static boolean hasRoomFor(long megabytes) {
    var available = available();
    return available.isEmpty() || available.getAsLong() >= megabytes;
  }

  private static OptionalLong available() {
    try {
      return available(Files.readString(Path.of("/proc/meminfo")), cgroup("memory.max"), cgroup("memory.current"),
          cgroup("memory.stat"));
    } catch (IOException e) {
      return OptionalLong.empty(); // a system without /proc: start and see
    }
  }

  static void check(OptionalLong availableMb) {
    if (availableMb.isPresent() && availableMb.getAsLong() < NEEDED_MB) {
      throw new Trouble("""
          Only %d MB of memory are available; the stack needs about 2500 and some room (%d).
          Stop something else, or try anyway with AIMS_MEMORY_CHECK=off.""".formatted(availableMb.getAsLong(),
          NEEDED_MB));
    }
  }

  /** The smaller of what the machine and what the control group leave, in MB; file cache counts as free. */
  static OptionalLong available(String meminfo, String limit, String used, String groupStatistics) {
    var machine = number(meminfo, "MemAvailable:").stream().map(kilobytes -> kilobytes / 1024).findFirst();
    if (limit.isEmpty() || limit.equals("max") || used.isEmpty()) {
      return machine;
    }
    var inUse = Long.parseLong(used) - number(groupStatistics, "inactive_file ").orElse(0);
    var group = (Long.parseLong(limit) - inUse) / (1024 * 1024);
    return OptionalLong.of(Math.min(machine.orElse(group), group));
  }

  private static OptionalLong number(String text, String key) {
    return text.lines()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst();
  }

  private static String cgroup(String name) throws IOException {
    var file = Path.of("/sys/fs/cgroup", name);
    return Files.exists(file) ? Files.readString(file).strip() : "";
  }
}
