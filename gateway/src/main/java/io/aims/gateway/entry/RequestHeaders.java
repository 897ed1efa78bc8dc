package io.aims.gateway.entry;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/** Knows which header fields stay with one connection, which only a proxy may say, and which mean two things at once. */
public final class RequestHeaders {
  /** The id under which a request is found in every log. */
  public static final String REQUEST_ID = "X-Request-Id";

  private static final Set<String> ONE_CONNECTION = Set.of("connection", "keep-alive", "proxy-connection",
      "proxy-authenticate", "proxy-authorization", "te", "trailer", "upgrade", "http2-settings");
  /** Fields whose disappearance on the way would change what the request means. */
  private static final Set<String> MEANINGFUL = Set.of("authorization", "host", "content-type", "content-length",
      "content-encoding", "accept", "if-match", "if-none-match", "idempotency-key", "aims-after", "x-request-id",
      "traceparent",
      "tracestate");
  private static final Set<String> SPOOFABLE = Set.of("forwarded", "via", "cookie", "x-real-ip", "x-client-ip",
      "x-cluster-client-ip", "x-remote-user", "x-remote-groups", "x-user", "x-user-id", "x-roles", "x-tenant-id",
      "x-host",
      "x-rewrite-url", "x-http-method", "x-http-method-override", "x-method-override", "true-client-ip",
      "cf-connecting-ip");
  /** Told anew to the service, as seen from here, by the tracer. */
  private static final Set<String> TRACE = Set.of("traceparent", "tracestate", "baggage");
  private static final List<String> SPOOFABLE_FAMILIES = List.of("x-forwarded-", "x-aims-", "x-original-", "x-envoy-");

  private RequestHeaders() {}

  /** Why these fields can't be trusted to mean one thing; null when they can. */
  static @Nullable String fault(MultiMap headers) {
    for (var name : List.of(HttpHeaders.HOST, HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_LENGTH)) {
      if (headers.getAll(name).size() > 1) {
        return name + " is given more than once.";
      }
    }
    var coding = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
    if (!coding.isEmpty() && (headers.contains(HttpHeaders.CONTENT_LENGTH) || coding.size() > 1
        || !coding.getFirst().equalsIgnoreCase("chunked"))) {
      return "The length of the body is given in more than one way.";
    }
    return namedByConnection(headers).filter(MEANINGFUL::contains)
        .findFirst()
        .map(name -> "Connection names a field that is meant for the service.")
        .orElse(null);
  }

  /** Removes what may not travel further: fields of this connection (RFC 9110 section 7.6.1) and what only we may say. */
  public static void cleanse(MultiMap headers) {
    namedByConnection(headers).toList().forEach(headers::remove);
    for (var name : List.copyOf(headers.names())) {
      var field = name.toLowerCase(Locale.ROOT);
      if (ONE_CONNECTION.contains(field) || SPOOFABLE.contains(field) || TRACE.contains(field) || field.equals("expect")
          || SPOOFABLE_FAMILIES.stream().anyMatch(field::startsWith)) {
        headers.remove(name);
      }
    }
  }

  private static Stream<String> namedByConnection(MultiMap headers) {
    return headers.getAll(HttpHeaders.CONNECTION)
        .stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty());
  }
}
