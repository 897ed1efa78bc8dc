package io.aims.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidRecordTest {
  private final ProcessHandle me = ProcessHandle.current();
  private final PidRecord mine = PidRecord.of("me", me, "as-built");

  @Test
  void namesALivingProcess() {
    assertThat(mine.process()).contains(me);
  }

  @Test
  void isNotFooledByAReusedPid() {
    var older = new PidRecord("me", me.pid(), mine.startedAt().minus(Duration.ofMinutes(1)), "as-built");

    assertThat(older.process()).isEmpty();
  }

  @Test
  void toleratesAClockThatWasSet() {
    assertThat(mine.isMyStart(mine.startedAt().plus(PidRecord.CLOCK_SHIFT))).isTrue();
    assertThat(mine.isMyStart(mine.startedAt().plus(PidRecord.CLOCK_SHIFT).plusMillis(1))).isFalse();
  }

  @Test
  void aProcessThatEnded() throws IOException, InterruptedException {
    var process = new ProcessBuilder("sleep", "30").start();
    var record = PidRecord.of("sleeper", process.toHandle(), "");

    process.destroyForcibly().waitFor();

    assertThat(record.process()).isEmpty();
  }

  @Test
  void isFoundByTheNextCommand(@TempDir Path folder) {
    new PidRecords(folder).save(mine);

    assertThat(new PidRecords(folder).find("me")).contains(mine);
    assertThat(new PidRecords(folder).find("you")).isEmpty();
  }

  @Test
  void aDamagedRecordIsNone(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("me.pid"), "pid=x");

    assertThat(new PidRecords(folder).find("me")).isEmpty();
  }
}
