package io.aims.gateway.quota;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Whose deliveries at which hook source are counted together. The source alone would not do: who knows its address, and
 * no secret of it, could keep its alarms out.
 *
 * @param sender the client of the realm, or the address
 * @param source null for every path that names none, so that keys stay small
 */
record Sending(Object sender, @Nullable UUID source) {

  /** @param path of a hook: {@code /v1/hooks/<source>} */
  static Sending of(Object sender, String path) {
    var segments = path.split("/", 5);
    return new Sending(sender, segments.length == 4 ? id(segments[3]) : null);
  }

  private static @Nullable UUID id(String segment) {
    try {
      return UUID.fromString(segment);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
