package io.aims.gateway.proxy;

import java.util.Arrays;
import java.util.Set;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/** Removes from an answer what belongs to one connection or tells about our inside. */
final class ResponseHeaders {
  private static final Set<String> INSIDE = Set.of("Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate",
      "Proxy-Authorization", "TE", "Trailer", "Upgrade", "Server", "X-Powered-By", "Via");

  private ResponseHeaders() {}

  /**
   * Cleans {@code headers}; a place below {@code origin}, the address of the service, becomes relative to the address that
   * the caller knows, whatever it is (RFC 9110 section 10.2.2).
   */
  static void cleanse(MultiMap headers, String origin) {
    headers.getAll(HttpHeaders.CONNECTION)
        .stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .forEach(name -> headers.remove(name.strip()));
    INSIDE.forEach(headers::remove);
    var location = headers.get(HttpHeaders.LOCATION);
    if (location != null && location.startsWith(origin + "/")) {
      headers.set(HttpHeaders.LOCATION, location.substring(origin.length()));
    }
  }
}
