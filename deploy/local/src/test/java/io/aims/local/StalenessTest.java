package io.aims.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.aims.local.engine.ServiceCatalogue;

class StalenessTest {
  private static final Instant BUILT = Instant.parse("2026-11-01T12:00:00Z");
  private static final Instant BEFORE = BUILT.minus(Duration.ofHours(1));
  private static final Instant AFTER = BUILT.plus(Duration.ofSeconds(1));

  @TempDir
  Path project;

  @BeforeEach
  void everythingIsBuilt() throws IOException {
    file("pom.xml", BEFORE);
    for (var shared : new String[]{"contracts", "platform"}) {
      file(shared + "/src/main/java/Shared.java", BEFORE);
    }
    for (var service : ServiceCatalogue.values()) {
      file(service.module() + "/src/main/java/Some.java", BEFORE);
      file(service.module() + "/target/quarkus-app/quarkus-run.jar", BUILT);
    }
    try (var folders = Files.walk(project)) {
      for (var folder : folders.filter(Files::isDirectory).toList()) {
        Files.setLastModifiedTime(folder, FileTime.from(BEFORE));
      }
    }
  }

  @Test
  void nothingChanged() throws IOException {
    assertThat(new Staleness(project).stale()).isEmpty();
  }

  @Test
  void aSourceOfOneService() throws IOException {
    file("risk-service/src/main/java/Some.java", AFTER);

    assertThat(new Staleness(project).stale()).containsExactly("risk-service");
  }

  @Test
  void aTestIsNotPartOfTheProduct() throws IOException {
    file("risk-service/src/test/java/SomeTest.java", AFTER);

    assertThat(new Staleness(project).stale()).isEmpty();
  }

  @Test
  void aRemovedSource() throws IOException {
    Files.delete(project.resolve("audit-service/src/main/java/Some.java"));

    assertThat(new Staleness(project).stale()).containsExactly("audit-service");
  }

  @Test
  void whatAllServicesContain() throws IOException {
    file("platform/src/main/java/Shared.java", AFTER);

    assertThat(new Staleness(project).stale()).hasSize(ServiceCatalogue.values().length);
  }

  @Test
  void neverBuilt() throws IOException {
    Files.delete(project.resolve("gateway/target/quarkus-app/quarkus-run.jar"));

    assertThat(new Staleness(project).stale()).containsExactly("gateway");
  }

  private void file(String name, Instant modified) throws IOException {
    var file = project.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, name);
    Files.setLastModifiedTime(file, FileTime.from(modified));
  }
}
