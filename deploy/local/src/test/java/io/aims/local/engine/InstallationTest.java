package io.aims.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
  @TempDir
  Path folder;
  private Path packaged;
  private Path installed;

  @BeforeEach
  void aPackagedService() throws IOException {
    packaged = folder.resolve("packaged");
    installed = folder.resolve("installed");
    write("quarkus-run.jar", "run 1");
    write("lib/some.jar", "some 1");
    Installation.copy(packaged, installed);
  }

  @Test
  void isComplete() throws IOException {
    assertThat(Installation.version(installed)).isEqualTo(Installation.version(packaged));
    assertThat(installed.resolve("lib/some.jar")).hasContent("some 1");
  }

  @Test
  void followsTheNextBuild() throws IOException {
    write("lib/some.jar", "some more");
    write("lib/new.jar", "new");
    Files.delete(packaged.resolve("quarkus-run.jar"));

    Installation.copy(packaged, installed);

    assertThat(installed.resolve("lib/some.jar")).hasContent("some more");
    assertThat(installed.resolve("lib/new.jar")).exists();
    assertThat(installed.resolve("quarkus-run.jar")).doesNotExist();
  }

  @Test
  void whatRunsDoesNotNoticeTheNextBuild() throws IOException {
    write("lib/some.jar", "some more");

    assertThat(installed.resolve("lib/some.jar")).hasContent("some 1");
  }

  @Test
  void aChangedFileIsAnotherVersion() throws IOException {
    var before = Installation.version(packaged);

    write("lib/some.jar", "some two");

    assertThat(Installation.version(packaged)).isNotEqualTo(before);
  }

  private void write(String name, String content) throws IOException {
    var file = packaged.resolve(name);
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    Files.writeString(file, content);
  }
}
