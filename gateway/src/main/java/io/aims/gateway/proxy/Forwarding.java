package io.aims.gateway.proxy;

import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.aims.gateway.Stage;
import io.aims.gateway.entry.EntryConfig;
import io.aims.gateway.routing.Ownership;
import io.aims.gateway.routing.Route;
import io.aims.gateway.upstream.Upstreams;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyOptions;

/** Hands each request to the service that owns its resource; what the gateway answers itself passes by. */
@ApplicationScoped
class Forwarding {
  /** An upgraded connection would pass by everything that happens on the way. */
  private static final ProxyOptions NO_UPGRADE = new ProxyOptions().setSupportWebSocket(false);

  private final Map<Route, HttpProxy> proxies = new HashMap<>();

  Forwarding(Ownership ownership, Upstreams upstreams, EntryConfig entry, Vertx vertx) {
    for (var route : ownership.routes()) {
      var service = route.service();
      if (service != null) {
        proxies.put(route, HttpProxy.reverseProxy(NO_UPGRADE, upstreams.client())
            .origin(context -> route.isConfidential() ? upstreams.connectUntraced(service) : upstreams.connect(service))
            .addInterceptor(
                new Passage(vertx, upstreams.origin(service), route, entry.limit(route), entry.bodyTime())));
      }
    }
  }

  void install(@Observes Router router) {
    router.route("/v1/*").order(Stage.FORWARD).handler(this::forward);
  }

  private void forward(RoutingContext request) {
    var proxy = proxies.get(Route.of(request));
    if (proxy == null) {
      request.next();
      return;
    }
    if ("100-continue".equalsIgnoreCase(request.request().getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    proxy.handle(request.request());
  }
}
