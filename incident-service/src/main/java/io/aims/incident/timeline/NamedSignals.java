package io.aims.incident.timeline;

import java.util.List;
import java.util.UUID;

/**
 * Signals that something is about, named as incidents have counted them; of a storm only the first ones are.
 *
 * @param number how many there are, named or not
 */
public record NamedSignals(List<UUID> ids, int number) {
  static final int MOST = 20;

  public static NamedSignals of(List<UUID> all) {
    return new NamedSignals(all.stream().limit(MOST).toList(), all.size());
  }
}
