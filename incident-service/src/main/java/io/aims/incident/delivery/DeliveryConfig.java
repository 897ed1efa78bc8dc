package io.aims.incident.delivery;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the processing of deliveries. */
@ConfigMapping(prefix = "aims.deliveries")
interface DeliveryConfig {
  /** Deliveries that take effect in one commit. */
  @WithDefault("32")
  int batch();

  /** Lanes that are worked for at once. */
  @WithDefault("4")
  int parallel();

  /** How often to look for work that no commit in this process announced. */
  @WithDefault("1s")
  Duration poll();

  /** Tries before a delivery is set aside as failed. */
  @WithDefault("8")
  int attempts();

  /** Pause after the first failed try; it doubles with each further one, up to a minute. */
  @WithDefault("500ms")
  Duration backoff();

  /** How long what was sent is kept; longer while an incident of its system is open, or may be opened again. */
  @WithDefault("90d")
  Duration keepRaw();
}
