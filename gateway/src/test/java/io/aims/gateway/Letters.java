package io.aims.gateway;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The dead letters of each service, listed as services do: newest first, by limit and cursor; the feed {@code forbidden} is not for this caller,
 * for {@code busy} one service has no time.
 */
final class Letters {
  private static final String ID = "0190a000-0000-7000-8000-0000000000";
  private static final Map<String, String[]> ENDS = Map.of("inventory", new String[]{"90", "10"},
      "risk", new String[]{"70", "60"}, "incident", new String[]{"80", "50", "20"}, "audit", new String[]{});

  private Letters() {}

  static boolean answers(URI target) {
    return target.getPath().equals("/v1/dead-letters");
  }

  static int status(String service, URI target) {
    if (target.getQuery().contains("feed=busy") && service.equals("incident")) {
      return 429;
    }
    return target.getQuery().contains("feed=forbidden") ? 403 : 200;
  }

  static String of(String service, URI target) {
    var parameters = Arrays.stream(target.getQuery().split("&"))
        .map(parameter -> parameter.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    var before = parameters.containsKey("cursor")
        ? new String(Base64.getUrlDecoder().decode(parameters.get("cursor")), StandardCharsets.UTF_8).substring(2)
        : "g";
    var limit = Integer.parseInt(parameters.get("limit"));
    var all = Arrays.stream(ENDS.get(service)).map(end -> ID + end).filter(id -> id.compareTo(before) < 0).toList();
    return all.stream()
        .limit(limit)
        .map("{\"id\":\"%s\",\"feed\":\"sample\"}"::formatted)
        .collect(
            Collectors.joining(",", "{\"items\":[", "],\"nextCursor\":" + (all.size() > limit ? "\"x\"}" : "null}")));
  }
}
