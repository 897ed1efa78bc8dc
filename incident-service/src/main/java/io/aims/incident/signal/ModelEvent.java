package io.aims.incident.signal;

import java.time.Instant;
import java.util.SortedMap;

import org.jspecify.annotations.Nullable;

/**
 * Something happened to a model, data set or prompt in a registry: no incident, but news for the inventory.
 *
 * @param aspect what of it, e.g. {@code version}, {@code tag}, {@code discussion}
 * @param facts short names and values, never the content itself
 */
public record ModelEvent(
    Subject subject,
    String name,
    @Nullable String version,
    Action action,
    String aspect,
    SortedMap<String, String> facts,
    @Nullable Instant at) {

  /** What the registry keeps. */
  public enum Subject {
    MODEL, DATASET, SPACE, PROMPT
  }

  /** What was done to it. */
  public enum Action {
    CREATED, UPDATED, DELETED
  }
}
