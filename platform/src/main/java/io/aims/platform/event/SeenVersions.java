package io.aims.platform.event;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;

/**
 * The versions of this service's aggregates that the answer under way shows or has made: those loaded or recorded since its
 * request came in, kept with the Vert.x context that the request has for itself.
 */
public final class SeenVersions {
  private static final String KEY = "aims.versions.seen";
  /** More would make too long a header; the last ones are kept. */
  public static final int MOST = 16;

  private SeenVersions() {}

  /** What has had no event yet has no version that anybody could wait for. */
  static void note(Aggregate aggregate) {
    var context = Vertx.currentContext();
    if (aggregate.version() == 0 || context == null || !VertxContext.isDuplicatedContext(context)) {
      return;
    }
    var seen = context.<Map<UUID, Integer>>getLocal(KEY);
    if (seen == null) {
      seen = new LinkedHashMap<>();
      context.putLocal(KEY, seen);
    }
    seen.remove(aggregate.id());
    seen.put(aggregate.id(), aggregate.version());
    if (seen.size() > MOST) {
      seen.remove(seen.keySet().iterator().next());
    }
  }

  /** As tokens of {@code service}, {@code SERVICE.ID.VERSION}, separated by commas; empty for none. */
  public static String text(String service) {
    var context = Vertx.currentContext();
    if (context == null || !VertxContext.isDuplicatedContext(context)) {
      return "";
    }
    Map<UUID, Integer> seen = context.getLocal(KEY);
    return seen == null
        ? ""
        : seen.entrySet()
            .stream()
            .map(version -> service + "." + version.getKey() + "." + version.getValue())
            .collect(Collectors.joining(", "));
  }
}
