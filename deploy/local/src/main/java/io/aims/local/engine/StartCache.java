package io.aims.local.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.CRC32;

import io.aims.local.home.Home;

/**
 * The JDK's ahead-of-time cache of a service: its classes loaded and linked, which halves the time to start. The JDK
 * accepts it only with the jars, settings and JDK that it was made with, so each combination has a file of its own, for
 * all stacks of the project. It may be missing or broken at any time: then the service starts without.
 */
final class StartCache {
  private final Path file;
  private final String module;

  /**
   * @param jvm the settings of the JVM
   * @param version of the jars, see {@link Installation#version}
   */
  StartCache(Home home, String module, List<String> jvm, String version) {
    this.module = module;
    this.file = home.distribution("start-cache")
        .resolve("%s-%s.aot".formatted(module, digest(jvm, System.getProperty("java.vm.version"), version)));
  }

  private static String digest(Object... ingredients) {
    var digest = new CRC32();
    for (var ingredient : ingredients) {
      digest.update(ingredient.toString().getBytes(StandardCharsets.UTF_8));
    }
    return "%08x".formatted(digest.getValue());
  }

  static boolean isWanted() {
    return !"off".equals(System.getenv("AIMS_START_CACHE"));
  }

  boolean exists() {
    return Files.exists(file);
  }

  /** What the JVM has to be told. */
  List<String> options() {
    return isWanted() && exists() ? List.of("-XX:AOTCache=" + file) : List.of();
  }

  /** @return whether there was one */
  boolean drop() throws IOException {
    return Files.deleteIfExists(file);
  }

  /** Takes a complete cache into use, in place of those of other versions; who has one of those open keeps it. */
  void publish(Path draft) throws IOException {
    Home.create(file.getParent());
    try (var others = Files.newDirectoryStream(file.getParent(), module + "-*.aot")) {
      for (var other : others) {
        Files.deleteIfExists(other);
      }
    }
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }
}
