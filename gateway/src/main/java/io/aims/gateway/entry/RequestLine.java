package io.aims.gateway.entry;

import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.aims.gateway.problem.Problem;
import io.vertx.core.http.HttpServerRequest;

/**
 * Reads method and path the narrow way: names of this API need no percent-encoding, no dot segments and no parameters, so
 * whatever has them tries to be read differently by somebody behind us (RFC 9110 section 9, RFC 3986 section 6).
 */
final class RequestLine {
  static final String ALLOWED_METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
  private static final Set<String> METHODS = Set.of(ALLOWED_METHODS.split(", "));
  private static final String ASKING = "OPTIONS";
  private static final Set<String> REFUSED_METHODS = Set.of(ASKING, "TRACE", "CONNECT");
  private static final Pattern HOOK = Pattern.compile("/v1/hooks/[A-Za-z0-9-]+");
  private static final Pattern PATH = Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~!$&'()*+,:@=-]++)++");

  private RequestLine() {}

  /** What is wrong with the method; null when nothing is. */
  static @Nullable Problem methodFault(HttpServerRequest request) {
    var method = request.method().name();
    if (METHODS.contains(method) || method.equals(ASKING) && asksToDeliver(request)) {
      return null;
    }
    return REFUSED_METHODS.contains(method)
        ? Problem.http(405, "Method not allowed", null)
        : Problem.http(501, "Not implemented", null);
  }

  /**
   * Senders of CloudEvents ask a hook whether it expects them (HTTP 1.1 Web Hooks for Event Delivery, section 4.1). A
   * browser that asks for a page's sake can't say so: this is no way for CORS.
   */
  private static boolean asksToDeliver(HttpServerRequest request) {
    return request.headers().contains("WebHook-Request-Origin") && HOOK.matcher(path(request.uri())).matches();
  }

  /** What is wrong with the request target, as it came over the wire; null when nothing is. */
  static @Nullable Problem pathFault(String target) {
    var path = path(target);
    if (!PATH.matcher(path).matches() && !path.equals("/")) {
      return Problem.malformed("Paths of this API are plain: letters, digits and a few signs between single slashes.");
    }
    return path.startsWith("/v1/") ? null : Problem.notFound();
  }

  /** The path of a request target in origin form. */
  static String path(String target) {
    var query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }
}
