package io.aims.incident.task;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the worker that says what should have been done. */
@ConfigMapping(prefix = "aims.tasks")
interface TaskConfig {
  /** How often to look. */
  @WithDefault("10s")
  Duration poll();

  /** Tasks of one organisation in one commit. */
  @WithDefault("50")
  int batch();
}
