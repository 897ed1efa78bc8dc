package io.aims.incident.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.Startup;

/** Opens the folder of keys once, when the service starts: without its keys it does not serve. */
class Vault {

  @Produces
  @Startup
  @Singleton
  SecretBox box(VaultConfig config, @DataSource("worker") AgroalDataSource worker) {
    try {
      return BoxFolder.open(config.keys(), () -> sealed(worker));
    } catch (IOException e) {
      throw new UncheckedIOException("The keys of the hook secrets can't be read", e);
    }
  }

  private static boolean sealed(AgroalDataSource worker) {
    try (var connection = worker.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select has_sealed_secrets()")) {
      row.next();
      return row.getBoolean(1);
    } catch (SQLException e) {
      throw new IllegalStateException("Whether hook secrets were sealed can't be asked", e);
    }
  }
}
