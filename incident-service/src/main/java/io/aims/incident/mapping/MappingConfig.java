package io.aims.incident.mapping;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of mappings and their replays. */
@ConfigMapping(prefix = "aims.mapping")
interface MappingConfig {
  /** A replay that takes no step for longer is told as stuck, whatever keeps it. */
  @WithDefault("1m")
  Duration replayPatience();
}
