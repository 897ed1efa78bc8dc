package io.aims.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.aims.local.home.Home;

class StartCacheTest {
  @TempDir
  Path folder;
  private StartCache cache;

  @BeforeEach
  void ofTheFirstVersion() {
    cache = cache("jar 1");
  }

  @Test
  void aMissingOneIsNotMentioned() {
    assertThat(cache.options()).isEmpty();
    assertThat(cache.exists()).isFalse();
  }

  @Test
  void isUsedOnceItIsThere() throws IOException {
    cache.publish(draft());

    assertThat(cache.options()).singleElement().asString().startsWith("-XX:AOTCache=").endsWith(cache.toString());
  }

  @Test
  void isOfOneVersionOnly() throws IOException {
    cache.publish(draft());

    assertThat(cache("jar 2").options()).isEmpty();
    assertThat(new StartCache(home(), "risk-service", List.of("-Xmx1g"), "jar 1").options()).isEmpty();
  }

  @Test
  void takesThePlaceOfOlderOnes() throws IOException {
    cache.publish(draft());

    cache("jar 2").publish(draft());

    assertThat(cache.exists()).isFalse();
    assertThat(cache("jar 2").exists()).isTrue();
  }

  @Test
  void isDroppedOnce() throws IOException {
    cache.publish(draft());

    assertThat(cache.drop()).isTrue();
    assertThat(cache.drop()).isFalse();
    assertThat(cache.options()).isEmpty();
  }

  @Test
  void theJvmStartsDespiteAForeignFile() throws Exception {
    cache.publish(draft());
    var command = Java.command("test", 32, cache.options().getFirst(), "-version");

    var process = new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private StartCache cache(String version) {
    return new StartCache(home(), "risk-service", List.of("-Xmx192m"), version);
  }

  private Home home() {
    return new Home(folder, folder.resolve(".aims"));
  }

  private Path draft() throws IOException {
    return Files.writeString(folder.resolve("draft"), "made by another JDK");
  }
}
