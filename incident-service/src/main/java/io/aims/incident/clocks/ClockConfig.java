package io.aims.incident.clocks;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the worker that lets clocks speak. */
@ConfigMapping(prefix = "aims.clocks")
interface ClockConfig {
  /** How often to look for clocks that have something to say. */
  @WithDefault("1s")
  Duration poll();

  /** Clocks of one organisation that speak in one commit. */
  @WithDefault("50")
  int batch();
}
