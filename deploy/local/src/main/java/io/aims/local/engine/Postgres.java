package io.aims.local.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.aims.local.home.Home;
import io.aims.local.home.Port;
import io.aims.local.home.Ports;
import io.aims.local.stack.Component;
import io.aims.local.stack.Launch;
import io.aims.local.stack.Progress;
import io.aims.local.stack.Trouble;

/** One PostgreSQL cluster for all databases, with fsync on: what was answered with success survives a power cut. */
final class Postgres implements Component {
  private final Home home;
  private final Ports ports;
  private final Databases databases;

  Postgres(Home home, Ports ports, Databases databases) {
    this.home = home;
    this.ports = ports;
    this.databases = databases;
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public String address() {
    return "127.0.0.1:" + ports.of(Port.POSTGRES);
  }

  @Override
  public void prepare(Progress progress) throws IOException, InterruptedException {
    checkUser();
    programs();
    if (!Files.exists(data())) {
      progress.say(name(), "creating the cluster");
      var draft = home.data("postgres.creating");
      Home.delete(draft);
      Home.create(draft.getParent());
      initialise(draft);
      Files.move(draft, data(), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private Path programs() throws IOException {
    return new PostgresBinaries(home).unpacked().resolve("bin");
  }

  private Path data() {
    return home.data("postgres");
  }

  private void initialise(Path folder) throws IOException, InterruptedException {
    var password = Files.createTempFile("aims", "");
    var output = Files.createTempFile("aims-initdb", ".log");
    try {
      Files.writeString(password, databases.superuserPassword());
      var process = new ProcessBuilder(command("initdb", "-D", folder.toString(), "-U", Databases.SUPERUSER,
          "--auth=scram-sha-256", "--pwfile=" + password, "--encoding=UTF8", "--locale=C",
          "--locale-provider=builtin", "--builtin-locale=C.UTF-8")).redirectErrorStream(true)
          .redirectOutput(output.toFile())
          .start();
      if (process.waitFor() != 0) {
        throw new Trouble("PostgreSQL's initdb failed:\n" + Files.readString(output));
      }
    } finally {
      Files.delete(password);
      Files.delete(output);
    }
  }

  @Override
  public Launch launch() throws IOException {
    var settings = Map.of("listen_addresses", "127.0.0.1", "port", Integer.toString(ports.of(Port.POSTGRES)),
        "unix_socket_directories", "", "max_connections", "300", "shared_buffers", "128MB", "fsync", "on",
        "synchronous_commit", "on", "timezone", "UTC", "log_timezone", "UTC");
    var command = new ArrayList<>(command("postgres", "-D", data().toString()));
    settings.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(setting -> {
      command.add("-c");
      command.add(setting.getKey() + "=" + setting.getValue());
    });
    return new Launch(command, Map.of(), home.root(), "1");
  }

  @Override
  public void install() throws IOException {
    new Remains(data()).removeForeignPidFile();
  }

  @Override
  public void clearUp() throws IOException, InterruptedException {
    var remains = new Remains(data());
    remains.awaitEnd();
    remains.removeForeignPidFile();
  }

  /** PostgreSQL refuses to run as root; inside a user namespace of its own, root is nobody. */
  private List<String> command(String program, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    if (isRoot()) {
      command.addAll(List.of("unshare", "--user"));
    }
    command.add(programs().resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static void checkUser() throws IOException, InterruptedException {
    if (isRoot() && new ProcessBuilder("unshare", "--user", "true").start().waitFor() != 0) {
      throw new Trouble("PostgreSQL refuses to run as root, and this system allows root no user namespace of its own:"
          + " run ./aims as an ordinary user.");
    }
  }

  private static boolean isRoot() throws IOException {
    return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
  }

  @Override
  public boolean isReady() {
    try (var connection = databases.connect("postgres")) {
      return connection.isValid(2);
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void complete() throws IOException {
    try {
      databases.create();
    } catch (SQLException e) {
      throw new IOException("its databases can't be created: " + e.getMessage(), e);
    }
  }

  /** Fast shutdown: closes the connections that are open instead of waiting for them. */
  @Override
  public String stopSignal() {
    return "INT";
  }
}
