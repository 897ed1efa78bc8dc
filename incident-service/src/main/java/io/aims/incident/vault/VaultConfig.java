package io.aims.incident.vault;

import java.nio.file.Path;

import io.smallrye.config.ConfigMapping;

/** Where the keys lie. */
@ConfigMapping(prefix = "aims.vault")
interface VaultConfig {
  /** Folder of the keys that encrypt hook secrets; back it up apart from the database. */
  Path keys();
}
