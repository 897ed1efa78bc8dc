package io.aims.audit.publication;

import java.nio.file.Path;
import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the ledger. */
@ConfigMapping(prefix = "aims.ledger")
interface PublicationConfig {
  /** Folder with the signing key and the published checkpoints. It has to outlive the database and is created when missing. */
  Path dir();

  /** How long commits are gathered before they are integrated under one checkpoint. */
  @WithDefault("50ms")
  Duration gather();

  /** Longest wait between two looks when no commit in this process wakes the integrator. */
  @WithDefault("1s")
  Duration poll();

  /** Entries integrated in one transaction. */
  @WithDefault("1000")
  int batch();
}
