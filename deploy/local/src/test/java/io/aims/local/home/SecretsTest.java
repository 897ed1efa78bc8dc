package io.aims.local.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir
  Path folder;
  private Path file;

  @BeforeEach
  void place() {
    file = folder.resolve("home/secrets.properties");
  }

  @Test
  void aPasswordStaysTheSame() {
    var password = new Secrets(file).password("risk_app");

    assertThat(new Secrets(file).password("risk_app")).isEqualTo(password).hasSize(32);
  }

  @Test
  void eachHasItsOwn() {
    var secrets = new Secrets(file);

    assertThat(secrets.password("one")).isNotEqualTo(secrets.password("other"));
  }

  @Test
  void onlyTheOwnerReadsThem() throws IOException {
    new Secrets(file).password("one");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
  }
}
