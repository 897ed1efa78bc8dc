package io.aims.local.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A component for tests: a shell script that notes in the file {@code diary} when it begins and ends. It is ready as
 * soon as its file is there, which it removes at its end.
 */
final class Script implements Component {
  private static final String LIVES = """
      trap 'echo NAME ends >>diary; rm NAME.ready; exit 0' TERM
      echo NAME begins >>diary
      touch NAME.ready
      while :; do sleep 0.05; done
      """;
  private final Path folder;
  private final String name;
  private final Set<String> needs;
  private final String version;
  private final String body;
  private List<String> options = List.of();

  Script(Path folder, String name, Set<String> needs, String version) {
    this(folder, name, needs, version, LIVES);
  }

  Script(Path folder, String name, Set<String> needs, String version, String body) {
    this.folder = folder;
    this.name = name;
    this.needs = needs;
    this.version = version;
    this.body = body.replace("NAME", name);
  }

  /** With an option that should make it start faster, and that it fails of. */
  Script withBrokenCache() {
    options = List.of("--no-such-option");
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<String> needs() {
    return needs;
  }

  @Override
  public Launch launch() {
    return new Launch(List.of("sh", "-c", body), Map.of(), folder, version).with(options);
  }

  @Override
  public boolean startPlainly() {
    var had = !options.isEmpty();
    options = List.of();
    return had;
  }

  @Override
  public boolean isReady() {
    return Files.exists(folder.resolve(name + ".ready"));
  }

  @Override
  public String obstacle() {
    return "no table yet";
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(3);
  }

  @Override
  public String address() {
    return "nowhere";
  }
}
