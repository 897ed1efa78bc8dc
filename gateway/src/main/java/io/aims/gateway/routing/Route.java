package io.aims.gateway.routing;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.vertx.ext.web.RoutingContext;

/**
 * One line of the ownership table.
 *
 * @param resource path below {@code /v1} with * for any one segment; also the route's name in metrics
 * @param service the owner; null for what the gateway answers itself
 * @param there what the resource is called at its owner; the same in most cases
 */
public record Route(String resource, @Nullable Service service, String there) {
  private static final String KEY = Route.class.getName();
  private static final String API = "/v1/";
  private static final Set<String> ANONYMOUS = Set.of("organisations/*/concerns", "concerns/follow-up");

  /** The request target {@code uri} of this route, as its owner knows it. */
  public String atOwner(String uri) {
    return exchange(uri, resource, there);
  }

  /** The path {@code uri} of the owner, as it is known here; null when it is none of this route. */
  @Nullable
  String here(String uri) {
    return uri.startsWith(API + fixed(there)) ? exchange(uri, there, resource) : null;
  }

  private static String exchange(String uri, String from, String to) {
    return from.equals(to) ? uri : API + fixed(to) + uri.substring((API + fixed(from)).length());
  }

  /** The part before the first *. */
  private static String fixed(String resource) {
    var any = resource.indexOf('*');
    return any < 0 ? resource : resource.substring(0, any);
  }

  /** True for the door of alert senders, who retry by rules of their own. */
  public boolean isHooks() {
    return resource.equals("hooks");
  }

  /** True for the doors of people whose name must not be found out. */
  public boolean isAnonymous() {
    return ANONYMOUS.contains(resource);
  }

  /** True for whatever has to do with concerns: the moment of one leads to a person. */
  public boolean isConfidential() {
    return isAnonymous() || resource.equals("concerns");
  }

  /** The organisation that {@code path} of this route names; null when it names none. */
  public @Nullable String organisation(String path) {
    return resource.startsWith("organisations/*/") ? path.split("/")[3] : null;
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
