package io.aims.incident.hooks;

import java.time.Duration;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the intake of hooks. */
@ConfigMapping(prefix = "aims.hooks")
interface HookConfig {
  /** Largest body of one delivery. */
  @WithDefault("512K")
  MemorySize maxBody();

  /** Deliveries in one commit. */
  @WithDefault("200")
  int batch();

  /** Organisations whose deliveries are committed at once. */
  @WithDefault("4")
  int parallel();

  /** Deliveries that may wait for their commit; further ones are asked to come back. */
  @WithDefault("2000")
  int waiting();

  /** Bytes that may wait for their commit. */
  @WithDefault("32M")
  MemorySize waitingBytes();

  /** How long a sender waits for the commit before being asked to come back. */
  @WithDefault("5s")
  Duration patience();

  /** When to come back. */
  @WithDefault("2s")
  Duration retryAfter();

  /** Deliveries a minute that who asks is told of: what the gateway's quota leaves one sender at one source. */
  @WithDefault("120000")
  int allowedRate();

  /** How often it is written down when sources were last heard, and what was turned away. */
  @WithDefault("3s")
  Duration diary();
}
