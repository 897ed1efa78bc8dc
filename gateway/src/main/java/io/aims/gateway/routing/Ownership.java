package io.aims.gateway.routing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

/** Finds the owner of a path in the ownership table, {@code ownership.properties}: the longest match wins. */
@Singleton
public final class Ownership {
  private static final String TABLE = "/ownership.properties";
  private static final String ANY = "*";

  private final Segment root = new Segment();
  private final List<Route> routes;

  Ownership() {
    this(table());
  }

  Ownership(Properties table) {
    routes = table.stringPropertyNames()
        .stream()
        .map(resource -> route(resource, table.getProperty(resource)))
        .toList();
    routes.forEach(route -> root.add(List.of(route.resource().split("/")), route));
  }

  private static Properties table() {
    try (var file = Ownership.class.getResourceAsStream(TABLE)) {
      var table = new Properties();
      table.load(file);
      return table;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Route route(String resource, String owner) {
    var name = owner.indexOf(':');
    if (name >= 0) {
      return new Route(resource, service(owner.substring(0, name)), owner.substring(name + 1));
    }
    return new Route(resource, owner.equals("gateway") ? null : service(owner), resource);
  }

  private static Service service(String owner) {
    return Service.valueOf(owner.toUpperCase(Locale.ROOT));
  }

  /** The route of {@code path}, which starts with {@code /v1/}; null when nobody owns it. */
  public @Nullable Route find(String path) {
    return root.find(path.substring("/v1/".length()).split("/"), 0);
  }

  /** Where a path of {@code service} is found here; null when it is not, since the gateway answers in its place. */
  public @Nullable String here(Service service, String path) {
    for (var route : routes) {
      var here = route.service() == service && !route.there().equals(route.resource()) ? route.here(path) : null;
      if (here != null) {
        return here;
      }
    }
    var route = find(path);
    return route != null && route.service() == null ? null : path;
  }

  /** All routes. */
  public List<Route> routes() {
    return routes;
  }

  private static final class Segment {
    private final Map<String, Segment> next = new HashMap<>();
    private @Nullable Route route;

    void add(List<String> segments, Route owned) {
      if (segments.isEmpty()) {
        route = owned;
      } else {
        next.computeIfAbsent(segments.getFirst(), s -> new Segment()).add(segments.subList(1, segments.size()), owned);
      }
    }

    @Nullable
    Route find(String[] segments, int at) {
      if (at < segments.length) {
        for (var name : new String[]{segments[at], ANY}) {
          var deeper = next.get(name);
          var found = deeper == null ? null : deeper.find(segments, at + 1);
          if (found != null) {
            return found;
          }
        }
      }
      return route;
    }
  }
}
