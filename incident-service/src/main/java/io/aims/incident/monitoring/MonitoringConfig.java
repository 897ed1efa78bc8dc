package io.aims.incident.monitoring;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the worker that opens rounds and says which are late. */
@ConfigMapping(prefix = "aims.monitoring")
interface MonitoringConfig {
  /** How often to look. */
  @WithDefault("60s")
  Duration poll();

  /** Plans, and rounds, of one organisation in one commit. */
  @WithDefault("50")
  int batch();
}
