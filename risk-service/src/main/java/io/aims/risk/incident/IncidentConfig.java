package io.aims.risk.incident;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of how incidents are taken in. */
@ConfigMapping(prefix = "aims.risk.incident")
interface IncidentConfig {
  /** How long an incident waits for news of its system; after that it is set aside as a dead letter. */
  @WithDefault("1M")
  Duration patience();
}
