package io.aims.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

import io.aims.local.engine.ServiceCatalogue;

/** Tells which services have to be built: not built yet, or something that goes into them is newer. */
final class Staleness {
  /** Modules that every service contains. */
  private static final List<String> SHARED = List.of("contracts", "platform");
  private final Path project;

  Staleness(Path project) {
    this.project = project;
  }

  int print() throws IOException {
    stale().forEach(System.out::println);
    return 0;
  }

  List<String> stale() throws IOException {
    var stale = Stream.<String>builder();
    for (var service : ServiceCatalogue.values()) {
      if (isStale(service.module())) {
        stale.add(service.module());
      }
    }
    return stale.build().toList();
  }

  private boolean isStale(String module) throws IOException {
    var product = project.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.exists(product)) {
      return true;
    }
    var built = Files.getLastModifiedTime(product);
    if (isNewer(project.resolve("pom.xml"), built)) {
      return true;
    }
    for (var source : Stream.concat(Stream.of(module), SHARED.stream()).map(project::resolve).toList()) {
      if (isNewer(source.resolve("pom.xml"), built) || isNewer(source.resolve("src/main"), built)) {
        return true;
      }
    }
    return false;
  }

  /** Folders count too: they change when a file in them is removed. */
  private static boolean isNewer(Path root, FileTime built) throws IOException {
    if (!Files.exists(root)) {
      return false;
    }
    try (var files = Files.walk(root)) {
      for (var file : files.toList()) {
        if (Files.getLastModifiedTime(file).compareTo(built) > 0) {
          return true;
        }
      }
    }
    return false;
  }
}
