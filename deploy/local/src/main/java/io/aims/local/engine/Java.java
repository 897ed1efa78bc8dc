package io.aims.local.engine;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JVM that runs the launcher runs everything else too, with settings for many small processes on one machine. */
final class Java {

  private Java() {}

  /** A small heap, one collector thread, the quick compiler: they start fast and leave room for each other. */
  static List<String> command(String component, int heapMb, String... more) {
    var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + heapMb + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError",
        "-Dfile.encoding=UTF-8", "-Daims.component=" + component));
    command.addAll(List.of(more));
    return command;
  }

  /** The launcher's own class path, for its programs that run as processes of their own. */
  static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
