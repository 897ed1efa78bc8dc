package io.aims.faults.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

import io.aims.faults.stack.StackUnderTest;

/**
 * How much memory each process may hold at most, whatever goes wrong: a multiple of what it holds when nothing does. An
 * outage must wait in the database, not in memory.
 */
public final class MemoryLimits {
  /** How many times as much as in calm runs, where nothing else is asked for. */
  public static final double USUAL = 1.5;
  /** Peaks of calm runs in MiB, as {@code ./aims faults CALM} shows them. */
  private static final String CALM_PEAKS = "/calm-memory.properties";
  private final Map<String, Long> limits;

  MemoryLimits(Map<String, Long> calm, double factor) {
    this.limits = new TreeMap<>();
    calm.forEach((component, mebibytes) -> limits.put(component, (long) (mebibytes * factor)));
  }

  /** The limits of this release. */
  public static MemoryLimits times(double factor) {
    try (var file = MemoryLimits.class.getResourceAsStream(CALM_PEAKS)) {
      var peaks = new Properties();
      peaks.load(file);
      var calm = new TreeMap<String, Long>();
      peaks.stringPropertyNames().forEach(name -> calm.put(name, Long.valueOf(peaks.getProperty(name))));
      return new MemoryLimits(calm, factor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of whom more was seen, or of whom nothing is known. */
  List<String> breaches(Map<String, Long> peaks) {
    return peaks.entrySet()
        .stream()
        .filter(peak -> peak.getValue() > limit(peak.getKey()))
        .map(peak -> "memory is bounded: %s has held %d MiB, its limit is %d".formatted(peak.getKey(),
            peak.getValue(), limit(peak.getKey())))
        .toList();
  }

  /** A second process may hold as much as the first one. */
  private long limit(String component) {
    return limits.getOrDefault(StackUnderTest.first(component), 0L);
  }
}
