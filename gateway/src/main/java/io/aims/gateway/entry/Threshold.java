package io.aims.gateway.entry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.aims.gateway.Stage;
import io.aims.gateway.problem.Problem;
import io.aims.gateway.routing.Ownership;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Turns away, before anybody looks at a token, what could be read in two ways, is too large, or belongs to nobody. */
@ApplicationScoped
class Threshold {
  private final Ownership ownership;
  private final EntryConfig config;

  Threshold(Ownership ownership, EntryConfig config) {
    this.ownership = ownership;
    this.config = config;
  }

  void install(@Observes Router router) {
    router.route().order(Stage.THRESHOLD).handler(this::examine);
  }

  private void examine(RoutingContext request) {
    var http = request.request();
    var fault = RequestLine.methodFault(http);
    if (fault != null) {
      if (fault.status() == 405) {
        request.response().putHeader(HttpHeaders.ALLOW, RequestLine.ALLOWED_METHODS);
      }
      fault.send(request);
      return;
    }
    var twofold = RequestHeaders.fault(http.headers());
    if (twofold != null) {
      Problem.malformed(twofold).send(request);
      return;
    }
    fault = RequestLine.pathFault(http.uri());
    if (fault != null) {
      fault.send(request);
      return;
    }
    if (http.authority() == null) {
      Problem.malformed("The Host field is missing or can't be read.").send(request);
      return;
    }
    assign(request);
  }

  private void assign(RoutingContext request) {
    var route = ownership.find(RequestLine.path(request.request().uri()));
    if (route == null) {
      Problem.notFound().send(request);
      return;
    }
    route.assign(request);
    if (route.isAnonymous()) {
      RequestHeaders.anonymise(request.request().headers());
    }
    var limit = config.limit(route);
    if (announcedLength(request) > limit) {
      Problem.http(413, "Content too large", "A body has at most " + limit + " bytes here.").send(request);
      return;
    }
    request.next();
  }

  /** The decoder has refused everything that is no number; a number too long to be one is too large. */
  private static long announcedLength(RoutingContext request) {
    var length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null) {
      return 0;
    }
    return length.length() > 18 ? Long.MAX_VALUE : Long.parseLong(length);
  }
}
