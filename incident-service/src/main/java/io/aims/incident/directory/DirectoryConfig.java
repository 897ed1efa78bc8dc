package io.aims.incident.directory;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where people are looked up: the administration of the realm, read by an account that may view members and no more. */
@ConfigMapping(prefix = "aims.directory")
interface DirectoryConfig {
  /** The base address of Keycloak. */
  String url();

  String realm();

  /** Of the client {@code aims-directory}, whose service account has {@code view-users} and {@code view-organizations}. */
  Optional<String> secret();

  /** Whether an address that nobody has verified counts, as where accounts come from a directory of one's own. */
  @WithDefault("false")
  boolean unverified();

  /** How long the answer for one person may take. */
  @WithDefault("5s")
  Duration patience();
}
