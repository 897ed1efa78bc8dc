package io.aims.incident.mapping;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.Signal;

/** The names that a signal, or news of a registry, bears. */
public record Bearing(@Nullable String systemRef, @Nullable String modelRef, Map<String, String> labels) {

  public static Bearing of(Signal signal) {
    return new Bearing(signal.systemRef(), signal.modelRef(), signal.identity());
  }

  /** News of a registry tell of something by its name alone. */
  public static Bearing ofModel(String name) {
    return new Bearing(name, name, Map.of());
  }
}
