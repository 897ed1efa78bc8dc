package io.aims.gateway.entry;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jspecify.annotations.Nullable;

import io.aims.gateway.Stage;
import io.aims.gateway.routing.Route;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * What every answer carries, whoever gives it: the request's id and the fields that keep browsers and caches from being
 * clever. Measures rate, errors and duration per route, but nothing of what is confidential.
 */
@ApplicationScoped
class Answers {
  private static final Pattern SAFE_ID = Pattern.compile("[A-Za-z0-9-]{8,64}");

  private final MeterRegistry meters;

  Answers(MeterRegistry meters) {
    this.meters = meters;
  }

  void install(@Observes Router router) {
    router.route().order(Stage.ANSWER).handler(this::prepare);
  }

  private void prepare(RoutingContext request) {
    var started = System.nanoTime();
    var id = idOf(request.request().getHeader(RequestHeaders.REQUEST_ID));
    request.request().headers().set(RequestHeaders.REQUEST_ID, id);
    request.addHeadersEndHandler(beforeHead -> complete(request.response(), id));
    request.addEndHandler(ended -> measure(request, System.nanoTime() - started));
    request.next();
  }

  /** The caller's id when it is one; otherwise a new one, since it goes to logs. */
  private static String idOf(@Nullable String given) {
    if (given != null && SAFE_ID.matcher(given).matches()) {
      return given;
    }
    var random = ThreadLocalRandom.current();
    var hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  private static void complete(HttpServerResponse answer, String id) {
    answer.putHeader(RequestHeaders.REQUEST_ID, id).putHeader("X-Content-Type-Options", "nosniff");
    if (!answer.headers().contains(HttpHeaders.CACHE_CONTROL)) {
      answer.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }
  }

  private void measure(RoutingContext request, long nanos) {
    var route = Route.of(request);
    if (route != null && route.isConfidential()) {
      // A counter that moves tells the moment to whoever reads it often.
      return;
    }
    meters.timer("aims.gateway.requests", "route", route == null ? "none" : route.resource(), "method",
        RequestLine.methodFault(request.request()) == null ? request.request().method().name() : "other", "status",
        Integer.toString(request.response().getStatusCode())).record(nanos, TimeUnit.NANOSECONDS);
  }
}
