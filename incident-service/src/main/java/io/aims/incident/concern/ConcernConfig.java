package io.aims.incident.concern;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the worker that says what is late. */
@ConfigMapping(prefix = "aims.concerns")
interface ConcernConfig {
  /** How often to look. */
  @WithDefault("60s")
  Duration poll();

  /** Concerns of one organisation in one commit. */
  @WithDefault("50")
  int batch();
}
