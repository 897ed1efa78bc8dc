package io.aims.audit.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large packs in a Java machine whose whole heap is a fraction of the pack. */
class PackStressTest {
  @TempDir
  Path folder;

  @Test
  void aCaseOfTwentyThousandEntries() throws Exception {
    // When
    var said = inSmallHeap(64, "case", "20000", "8192");

    // Then
    assertThat(said).contains("verified 20000 entries");
    assertThat(Files.size(folder.resolve("pack.zip"))).isGreaterThan(2L * 64 << 20);
  }

  /** More files than the plain zip format can count. */
  @Test
  void aWholeLedgerOfSeventyThousandEntries() throws Exception {
    // When
    var said = inSmallHeap(96, "all", "70000", "1500");

    // Then
    assertThat(said).contains("verified 70000 entries");
  }

  private String inSmallHeap(int heapMib, String kind, String entries, String size)
      throws IOException, InterruptedException {
    var log = folder.resolve("log").toFile();
    var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + heapMib
            + "m",
        "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), LargePack.class
            .getName(),
        folder.resolve("pack.zip").toString(), kind, entries, size).redirectErrorStream(true)
        .redirectOutput(log)
        .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(log.toPath(), UTF_8);
  }
}
