package io.aims.gateway.routing;

import org.jspecify.annotations.Nullable;

import io.vertx.ext.web.RoutingContext;

/**
 * One line of the ownership table.
 *
 * @param resource path below {@code /v1} with * for any one segment; also the route's name in metrics
 * @param service the owner; null for what the gateway answers itself
 */
public record Route(String resource, @Nullable Service service) {
  private static final String KEY = Route.class.getName();

  /** True for the door of alert senders, who retry by rules of their own. */
  public boolean isHooks() {
    return resource.equals("hooks");
  }

  /** Remembers this as the route of {@code request}. */
  public void assign(RoutingContext request) {
    request.put(KEY, this);
  }

  /** The route of {@code request}; null when it was turned away before it got one. */
  public static @Nullable Route of(RoutingContext request) {
    return request.get(KEY);
  }
}
