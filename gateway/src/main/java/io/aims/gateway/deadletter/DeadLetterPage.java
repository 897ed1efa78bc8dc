package io.aims.gateway.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.gateway.routing.Service;

/**
 * One page of the dead letters of all services, newest first by their time-ordered ids.
 *
 * @param nextCursor names the last item; services take it as their own, since all list by id
 * @param unavailable services whose dead letters are not in it
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record DeadLetterPage(List<ObjectNode> items, @Nullable String nextCursor, List<String> unavailable) {
  /** Ids are compared as text: as numbers of Java they would be signed. */
  private static final Comparator<ObjectNode> NEWEST = Comparator.comparing(DeadLetterPage::id).reversed();

  /** What one service answered: its page, or nothing. */
  record Part(Service service, @Nullable List<ObjectNode> items, boolean more) {}

  /** Merges pages that were asked for with the same cursor and at least {@code limit}. */
  static DeadLetterPage merge(List<Part> parts, int limit) {
    var all = new ArrayList<ObjectNode>();
    var missing = new ArrayList<String>();
    var more = false;
    for (var part : parts) {
      var name = name(part.service());
      if (part.items() == null) {
        missing.add(name);
      } else {
        part.items().forEach(item -> all.add(item.deepCopy().put("service", name)));
        more |= part.more();
      }
    }
    all.sort(NEWEST);
    var items = all.subList(0, Math.min(limit, all.size()));
    var next = (more || all.size() > limit) && !items.isEmpty() ? cursor(items.getLast()) : null;
    return new DeadLetterPage(List.copyOf(items), next, missing);
  }

  private static String name(Service service) {
    return service.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static String id(ObjectNode letter) {
    return letter.path("id").asText();
  }

  private static String cursor(ObjectNode last) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(("1:" + id(last)).getBytes(StandardCharsets.UTF_8));
  }
}
