package io.aims.gateway.deadletter;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long the list of dead letters waits. */
@ConfigMapping(prefix = "aims.gateway.dead-letters")
interface DeadLetterConfig {

  /** For each service, connection included; all are asked at once. */
  @WithDefault("1500MS")
  Duration deadline();
}
