package io.aims.gateway.proxy;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.aims.gateway.entry.RequestHeaders;
import io.aims.gateway.problem.Problem;
import io.aims.gateway.routing.Route;
import io.aims.gateway.upstream.Unreachable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;

/**
 * What happens to a request and its answer on the way: fields are cleansed, the body is guarded, and a service that fails
 * becomes a problem.
 *
 * @param origin address of the service
 * @param route what is asked for
 * @param limit largest body, in bytes
 * @param bodyTime longest time for the body to arrive
 */
record Passage(Vertx vertx, String origin, Route route, long limit, Duration bodyTime) implements ProxyInterceptor {
  private static final Logger LOG = Logger.getLogger(Passage.class);
  private static final String BROKEN_OFF = "broken off";

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    var request = context.request();
    RequestHeaders.cleanse(request.headers());
    request.setURI(route.atOwner(request.getURI()));
    if (!route.isAnonymous()) {
      introduce(request);
    }
    var body = guard(request);
    return context.sendRequest().recover(cause -> {
      if (body != null) {
        body.release();
      }
      var problem = problem(body == null ? null : body.fault(), cause);
      LOG.logf(problem.status() < 500 ? Logger.Level.DEBUG : Logger.Level.WARN, "%s to %s answered %d: %s",
          request.getMethod(), origin, problem.status(), cause.getClass().getSimpleName());
      context.set(BROKEN_OFF, body != null);
      return Future.succeededFuture(answer(request.release().response(), problem));
    });
  }

  /** Says who asked, in place of what the caller may have said about that. */
  private static void introduce(ProxyRequest request) {
    var http = request.proxiedRequest();
    request.putHeader("X-Forwarded-For", http.remoteAddress().hostAddress())
        .putHeader("X-Forwarded-Proto", http.scheme())
        .putHeader("X-Forwarded-Host", http.authority().toString());
  }

  private @Nullable GuardedBody guard(ProxyRequest request) {
    if (!hasBody(request.proxiedRequest())) {
      return null;
    }
    var guarded = new GuardedBody(vertx, request.getBody().stream(), limit, bodyTime);
    request.setBody(Body.body(guarded, request.getBody().length()));
    return guarded;
  }

  private static boolean hasBody(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.CONTENT_LENGTH)
        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  private Problem problem(GuardedBody.@Nullable Fault fault, Throwable cause) {
    return switch (fault) {
      case TOO_LARGE -> Problem.http(413, "Content too large", "A body has at most " + limit + " bytes here.");
      case TOO_SLOW -> Problem.http(408, "Request timeout", "The body took too long to arrive.");
      case null -> switch (cause) {
        case Unreachable e -> Problem.notReady();
        case TimeoutException e -> Problem.http(504, "Gateway timeout",
            "The service took too long; what you asked for may have happened.").retrySoon();
        default -> Problem.http(502, "Bad gateway",
            "The service broke off; what you asked for may have happened.").retrySoon();
      };
    };
  }

  private static ProxyResponse answer(ProxyResponse answer, Problem problem) {
    if (problem.retryAfter() != null) {
      answer.putHeader(HttpHeaders.RETRY_AFTER, problem.retryAfterSeconds());
    }
    return answer.setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .setBody(Body.body(problem.body()));
  }

  @Override
  public Future<Void> handleProxyResponse(ProxyContext context) {
    var answer = context.response();
    ResponseHeaders.cleanse(answer.headers(), origin);
    if (!Boolean.TRUE.equals(context.get(BROKEN_OFF, Boolean.class))) {
      return context.sendResponse();
    }
    answer.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    return context.sendResponse().onComplete(sent -> context.request().proxiedRequest().connection().close());
  }
}
