package io.aims.local.stack;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a process is started.
 *
 * @param program what is run, with its arguments
 * @param options put behind the first word of the program; they change how fast it starts, not what it does
 * @param version changes when the program changed though the command did not
 */
public record Launch(List<String> program, List<String> options, Map<String, String> environment, Path directory,
    String version) {

  public Launch {
    program = List.copyOf(program);
    options = List.copyOf(options);
    environment = Map.copyOf(environment);
  }

  public Launch(List<String> program, Map<String, String> environment, Path directory, String version) {
    this(program, List.of(), environment, directory, version);
  }

  public Launch with(List<String> faster) {
    return new Launch(program, faster, environment, directory, version);
  }

  /**
   * For what may take its time and must not be in the way of anything. Where Linux shares the processors out by session
   * first, a nice process in a session of its own is not nice enough: its session has to be as well.
   */
  public Launch atLowestPriority() {
    var gentle = new ArrayList<>(List.of("sh", "-c",
        "(echo 19 >/proc/self/autogroup) 2>/dev/null; exec nice -n 19 \"$@\"", "sh"));
    gentle.addAll(command());
    return new Launch(gentle, environment, directory, version);
  }

  List<String> command() {
    var command = new ArrayList<>(program);
    command.addAll(1, options);
    return command;
  }

  /** Tells whether a running process is what would be started now; reveals no password. */
  String fingerprint() {
    var text = version + "\n" + String.join("\n", program) + "\n" + new TreeMap<>(environment);
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
