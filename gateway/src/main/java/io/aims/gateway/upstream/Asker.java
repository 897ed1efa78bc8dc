package io.aims.gateway.upstream;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.ws.rs.core.HttpHeaders;

/** What of the caller's request is passed on to each service of a composed view: who asks, and what the answer must not be older than. */
public record Asker(Map<String, String> headers) {
  /** For what is open to everybody. */
  public static final Asker NOBODY = new Asker(Map.of());
  /** The header in which a caller hands back what {@code Aims-Version} of earlier answers has said. */
  private static final String AFTER = "Aims-After";

  /** The caller who has sent {@code headers}. */
  public static Asker of(HttpHeaders headers) {
    var passedOn = new LinkedHashMap<String, String>();
    for (var name : new String[]{HttpHeaders.AUTHORIZATION, AFTER}) {
      if (headers.getHeaderString(name) != null) {
        passedOn.put(name, headers.getHeaderString(name));
      }
    }
    return new Asker(passedOn);
  }
}
