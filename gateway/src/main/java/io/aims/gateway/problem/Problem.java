package io.aims.gateway.problem;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;

/**
 * The body of every error that the gateway itself gives (RFC 9457), with the types that the services use for the same
 * thing.
 *
 * @param retryAfter sent as Retry-After; null when trying again won't help
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type,
    String title,
    int status,
    @Nullable String detail,
    @JsonIgnore @Nullable Duration retryAfter) {

  /** Media type of problem details. */
  public static final String MEDIA_TYPE = "application/problem+json";
  /** How long a caller waits for a part of us to come back; senders of hooks keep their alert for longer. */
  private static final Duration SOON = Duration.ofSeconds(2);

  /** 400: the request can't be read, or only one-sidedly. */
  public static Problem malformed(String detail) {
    return of("malformed", "Malformed request", 400, detail);
  }

  /** 401, without a word about what is wrong with the token. */
  public static Problem unauthenticated() {
    return of("unauthenticated", "Unauthorized", 401, null);
  }

  /** 403. */
  public static Problem forbidden(String detail) {
    return of("forbidden", "Forbidden", 403, detail);
  }

  /** 404: no service owns such a resource. */
  public static Problem notFound() {
    return of("not-found", "Not found", 404, "There is no such resource.");
  }

  /** 503: a part we depend on is away; nothing was done. */
  public static Problem notReady() {
    return notReady("A part we depend on is not available.");
  }

  /** 503: nothing was done, and it can be later. */
  public static Problem notReady(String detail) {
    return new Problem("urn:aims:problem:not-ready", "Try again shortly", 503, detail, SOON);
  }

  /** Any other status, named by its number as the services do. */
  public static Problem http(int status, String title, @Nullable String detail) {
    return of("http-" + status, title, status, detail);
  }

  private static Problem of(String type, String title, int status, @Nullable String detail) {
    return new Problem("urn:aims:problem:" + type, title, status, detail, null);
  }

  /** The same problem, with the advice to try again. */
  public Problem retryAfter(Duration time) {
    return new Problem(type, title, status, detail, time);
  }

  /** The same problem, with the advice to try again soon. */
  public Problem retrySoon() {
    return retryAfter(SOON);
  }

  /** Whole seconds for Retry-After, at least one. */
  public @Nullable String retryAfterSeconds() {
    return retryAfter == null ? null : Long.toString(Math.max(1, retryAfter.toSeconds()));
  }

  /** The JSON text. */
  public Buffer body() {
    return Json.encodeToBuffer(this);
  }

  /**
   * Answers the request with this problem; closes the connection when a body is left unread, so that nothing of it can be
   * taken for another request.
   */
  public void send(RoutingContext request) {
    var answer = request.response();
    if (answer.ended() || answer.headWritten()) {
      answer.reset();
      return;
    }
    if (hasBody(request.request())) {
      answer.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      request.addEndHandler(ended -> request.request().connection().close());
    }
    answer.headers().remove(HttpHeaderNames.WWW_AUTHENTICATE);
    if (status == 401) {
      answer.putHeader(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
    }
    if (retryAfter != null) {
      answer.putHeader(HttpHeaders.RETRY_AFTER, retryAfterSeconds());
    }
    answer.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE).end(body());
  }

  private static boolean hasBody(HttpServerRequest request) {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || length != null && !length.equals("0");
  }
}
