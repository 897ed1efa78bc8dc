package io.aims.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemainsTest {
  @TempDir
  Path data;
  private Process session;

  @BeforeEach
  void aSessionThatDoesNotNoticeTheDeathOfItsServer() throws IOException {
    session = new ProcessBuilder("sleep", "60").directory(data.toFile()).start();
    Files.writeString(data.resolve("postmaster.pid"), "1");
  }

  @AfterEach
  void endIt() throws InterruptedException {
    session.destroyForcibly().waitFor();
  }

  @Test
  void aSessionIsEndedAfterAMoment() throws InterruptedException {
    new Remains(data).awaitEnd();

    assertThat(session.isAlive()).isFalse();
  }

  @Test
  void aPidFileOfSomethingElseIsRemoved() throws Exception {
    session.destroyForcibly().waitFor();

    new Remains(data).removeForeignPidFile();

    assertThat(data.resolve("postmaster.pid")).doesNotExist();
  }

  @Test
  void aPidFileStaysWhileAnythingWorksOnTheFolder() throws IOException {
    new Remains(data).removeForeignPidFile();

    assertThat(data.resolve("postmaster.pid")).exists();
  }
}
