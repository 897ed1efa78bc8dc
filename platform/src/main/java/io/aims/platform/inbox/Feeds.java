package io.aims.platform.inbox;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.quarkus.arc.All;

/** The feeds of this service by name: who keeps an event finds again by it who applies it. */
@ApplicationScoped
class Feeds {
  private final Map<String, Feed> byName;
  private final Map<String, Set<String>> bySource;

  Feeds(@All List<Feed> feeds) {
    byName = feeds.stream().collect(Collectors.toUnmodifiableMap(Feed::name, Function.identity()));
    bySource = feeds.stream()
        .collect(Collectors.groupingBy(Feed::source, Collectors.mapping(Feed::name, Collectors.toUnmodifiableSet())));
  }

  /** The feed, or null when the service has none of this name any more. */
  @Nullable
  Feed named(String name) {
    return byName.get(name);
  }

  Set<String> names() {
    return byName.keySet();
  }

  /** The names of those that take the events of {@code service}. */
  Set<String> listeningTo(String service) {
    return bySource.getOrDefault(service, Set.of());
  }
}
