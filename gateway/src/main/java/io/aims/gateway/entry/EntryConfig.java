package io.aims.gateway.entry;

import java.time.Duration;

import io.aims.gateway.routing.Route;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much may come in, and how slowly. */
@ConfigMapping(prefix = "aims.gateway.entry")
public interface EntryConfig {

  /** Largest request body. */
  @WithDefault("1M")
  MemorySize body();

  /** Largest body of a hook. */
  @WithDefault("512K")
  MemorySize hookBody();

  /** Largest body of who comes without a name. */
  @WithDefault("64K")
  MemorySize anonymousBody();

  /** A body that takes longer to arrive is given up. */
  @WithDefault("10S")
  Duration bodyTime();

  /** Largest body, in bytes, on {@code route}. */
  default long limit(Route route) {
    if (route.isAnonymous()) {
      return anonymousBody().asLongValue();
    }
    return (route.isHooks() ? hookBody() : body()).asLongValue();
  }
}
