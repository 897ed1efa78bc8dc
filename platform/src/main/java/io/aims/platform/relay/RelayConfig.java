package io.aims.platform.relay;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the outbox relay. */
@ConfigMapping(prefix = "aims.relay")
interface RelayConfig {
  /** Switches the relay off, e.g. in a tool that shares the configuration. */
  @WithDefault("true")
  boolean enabled();

  /** The Kafka topic of this context. */
  String topic();

  /** Events sent before their acknowledgements are awaited. */
  @WithDefault("500")
  int batch();

  /** Longest wait between two looks at the outbox when no commit in this process wakes the relay. */
  @WithDefault("40ms")
  Duration poll();

  /** How long a holder keeps the relay without renewing; another process takes over after it. */
  @WithDefault("4s")
  Duration lease();

  /** How long the topic keeps an event: of what it has lost, so much is sent again. */
  @WithDefault("7d")
  Duration kept();

  /** How often a database that was found older than what was published is looked at again. */
  @WithDefault("5s")
  Duration recheck();
}
