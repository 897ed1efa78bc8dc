package io.aims.gateway.overview;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long the overview waits. */
@ConfigMapping(prefix = "aims.gateway.overview")
interface OverviewConfig {

  /** For each service, connection included; all are asked at once. */
  @WithDefault("1500MS")
  Duration deadline();
}
