package io.aims.incident.communication;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the worker that says who should have been told. */
@ConfigMapping(prefix = "aims.communications")
interface CommunicationConfig {
  /** How often to look. */
  @WithDefault("10s")
  Duration poll();

  /** Communications of one organisation in one commit. */
  @WithDefault("50")
  int batch();
}
