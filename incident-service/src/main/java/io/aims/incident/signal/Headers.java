package io.aims.incident.signal;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/** The headers of a delivery by lower-case name; some formats say there what the body is. */
public record Headers(SortedMap<String, String> byName) {
  private static final Set<String> TELLING = Set.of("content-type", "user-agent", "webhook-id", "idempotency-key",
      "aeg-event-type", "x-amz-sns-message-type", "x-amz-sns-topic-arn", "x-mlflow-delivery-id");
  private static final String CLOUD_EVENT = "ce-";

  public Headers {
    var lower = new TreeMap<String, String>();
    byName.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    byName = lower;
  }

  public static Headers of(Map<String, String> byName) {
    return new Headers(new TreeMap<>(byName));
  }

  public static Headers none() {
    return of(Map.of());
  }

  /** Does a header say anything about the content, so that it has to be kept beside the body? Credentials don't. */
  public static boolean tells(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return TELLING.contains(lower) || lower.startsWith(CLOUD_EVENT);
  }

  /** The value without surrounding blanks; null when it is absent or empty. */
  public @Nullable String get(String name) {
    var value = byName.get(name.toLowerCase(Locale.ROOT));
    return value == null || value.isBlank() ? null : value.strip();
  }
}
