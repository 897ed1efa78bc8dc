package io.aims.platform.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.aims.platform.refusal.Problem;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Turns away bodies that announce themselves as too large in the words of all other errors; Quarkus itself says nothing. One
 * that grows too large without having said so is still cut off by Quarkus, without a word.
 */
@ApplicationScoped
class BodyLimit {
  private static final int BEFORE_QUARKUS = RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT - 1;
  private final long most;

  BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most) {
    this.most = most.asLongValue();
  }

  void install(@Observes Router router) {
    router.route().order(BEFORE_QUARKUS).handler(this::examine);
  }

  private void examine(RoutingContext request) {
    if (announcedLength(request) <= most) {
      request.next();
      return;
    }
    // Nothing of the unread body may be taken for another request.
    request.addEndHandler(ended -> request.request().connection().close());
    request.response()
        .setStatusCode(413)
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .end(Json.encodeToBuffer(Problem.of("http-413", "Content too large", 413,
            "A body has at most " + most + " bytes here.")));
  }

  /** The decoder has refused everything that is no number. */
  private static long announcedLength(RoutingContext request) {
    var length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }
}
