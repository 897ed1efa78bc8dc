package io.aims.local.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;

import io.aims.local.home.Home;

/** Copies a packaged service to where it runs from; only what differs, so that it costs little. */
final class Installation {

  private Installation() {}

  /** A text that changes whenever the content of the folder does. */
  static String version(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      var version = new StringBuilder();
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        version.append(folder.relativize(file)).append(' ').append(stamp(file)).append('\n');
      }
      return version.toString();
    }
  }

  /** Makes the target equal to the source. */
  static void copy(Path source, Path target) throws IOException {
    Home.create(target);
    var wanted = new HashSet<Path>();
    try (var files = Files.walk(source)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var inside = source.relativize(file);
        wanted.add(inside);
        var copy = target.resolve(inside);
        if (!Files.exists(copy) || !stamp(copy).equals(stamp(file))) {
          Home.create(copy.getParent());
          Files.deleteIfExists(copy);
          put(file, copy);
        }
      }
    }
    removeOthers(target, wanted);
  }

  /** A link, which costs no space: a build makes its folder anew and so leaves linked files as they are. */
  private static void put(Path file, Path copy) throws IOException {
    try {
      Files.createLink(copy, file);
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private static void removeOthers(Path target, Set<Path> wanted) throws IOException {
    try (var files = Files.walk(target)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (!wanted.contains(target.relativize(file))) {
          Files.delete(file);
        }
      }
    }
  }

  private static String stamp(Path file) throws IOException {
    return Files.size(file) + "@" + Files.getLastModifiedTime(file).toMillis();
  }
}
