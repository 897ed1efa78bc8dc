package io.aims.audit.completeness;

import java.nio.file.Path;
import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the comparison between the ledger and the streams of the services. */
@ConfigMapping(prefix = "aims.ledger.completeness")
interface CompletenessConfig {
  /** Folder with a file of verifier keys per service, {@code SERVICE.vkey}: whose signature counts. */
  @WithDefault("${aims.stream.keys}")
  Path trusted();

  /** How often what services claim is compared with what the ledger holds. */
  @WithDefault("500ms")
  Duration every();

  /** How long an event may be on its way before it counts as missing and is asked for again. */
  @WithDefault("10s")
  Duration patience();

  /** Entries compared in one transaction. */
  @WithDefault("2000")
  int batch();
}
