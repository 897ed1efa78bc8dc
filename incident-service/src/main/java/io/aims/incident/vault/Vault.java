package io.aims.incident.vault;

import java.io.IOException;
import java.io.UncheckedIOException;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.runtime.Startup;

/** Opens the folder of keys once, when the service starts: without its keys it does not serve. */
class Vault {

  @Produces
  @Startup
  @Singleton
  SecretBox box(VaultConfig config) {
    try {
      return BoxFolder.open(config.keys());
    } catch (IOException e) {
      throw new UncheckedIOException("The keys of the hook secrets can't be read", e);
    }
  }
}
