package io.aims.platform.inbox;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the inbox. */
@ConfigMapping(prefix = "aims.inbox")
interface InboxConfig {
  /** Most events that are parked per organisation and feed; more are let go, and asked for again when there is room. */
  @WithDefault("10000")
  int parked();

  /** How long a missing version may be late before its owner is asked to send it again. */
  @WithDefault("5S")
  Duration late();

  /** After this time of waiting each further request for a missing version is a warning in the log. */
  @WithDefault("1M")
  Duration alarm();

  /** Pause between two looks for parked events that are due. */
  @WithDefault("200MS")
  Duration poll();

  /** Pause between two times at which it is saved how far topics have been read; as much is read again after a start. */
  @WithDefault("1S")
  Duration positions();
}
