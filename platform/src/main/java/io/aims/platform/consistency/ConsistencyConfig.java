package io.aims.platform.consistency;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of reading one's own writes. */
@ConfigMapping(prefix = "aims.consistency")
interface ConsistencyConfig {
  /** How long a request waits for what its sender has seen elsewhere, before it is told to come again. */
  @WithDefault("2S")
  Duration patience();
}
