package io.aims.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.local.home.Home;
import io.aims.local.identity.Accounts;
import io.aims.local.identity.Tokens;
import io.aims.local.mail.MailFolder;
import io.aims.local.stack.PidRecords;
import io.aims.local.story.Portal;

/** The whole system as its users start it: {@code ./aims up}, on free ports, with data of its own. */
final class RunningStack {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Path project = Path.of(System.getProperty("aims.project"));
  private final Path home = Path.of(System.getProperty("aims.home"));
  private final JsonNode status;

  private static final class Holder {
    private static final RunningStack STACK = new RunningStack();
  }

  /** The stack, which {@link StackLifecycle} has started. */
  static RunningStack get() {
    return Holder.STACK;
  }

  private RunningStack() {
    try {
      status = JSON.readTree(run("status", "--json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs the launcher and returns what it printed; a failure shows all of it. */
  static String launcher(String... arguments) {
    return new Launcher(Path.of(System.getProperty("aims.project")), Path.of(System.getProperty("aims.home"))).run(0,
        arguments);
  }

  String run(String... arguments) {
    return new Launcher(project, home).run(0, arguments);
  }

  /** Runs the launcher, expecting {@code exit}; what it printed. */
  String runExpecting(int exit, String... arguments) {
    return new Launcher(project, home).run(exit, arguments);
  }

  Portal portal() {
    return new Portal(gateway(), tokens());
  }

  Tokens tokens() {
    return new Tokens(status.at("/addresses/realm").asText(), accounts());
  }

  Accounts accounts() {
    return Accounts.read(Path.of(status.path("accounts").asText()));
  }

  String gateway() {
    return status.at("/addresses/gateway").asText();
  }

  /** Every mail that it has taken. */
  MailFolder mails() {
    return MailFolder.of(new Home(project, Path.of(status.path("home").asText())));
  }

  /** Where programs that were fetched stay for the next run. */
  Path distributions() {
    return project.resolve(".aims/dist");
  }

  /** The command line of {@code ./aims verify} for this stack. */
  ProcessBuilder verifier(Path pack) {
    return new Launcher(project, home).command("verify", pack.toString());
  }

  /** A connection to the database of {@code context} in one of its roles: owner, app, worker. */
  Connection database(String context, String role) throws SQLException {
    return DriverManager
        .getConnection("jdbc:postgresql://%s:%d/aims_%s".formatted(status.at("/addresses/postgresHost").asText(),
            status.at("/addresses/postgresPort").asInt(), context), context + "_" + role, password(context, role));
  }

  /** Tells a component to stop, as who rolls out a new version does; the supervisor starts it again. Answers its pid. */
  long terminate(String component) {
    var process = new PidRecords(home.resolve("run")).process(component).orElseThrow();
    process.destroy();
    return process.pid();
  }

  /** Whether that process still is the component. */
  boolean runs(String component, long pid) {
    return new PidRecords(home.resolve("run")).process(component).filter(process -> process.pid() == pid).isPresent();
  }

  private String password(String context, String role) {
    var secrets = new Properties();
    try (var in = Files.newBufferedReader(Path.of(status.path("secrets").asText()))) {
      secrets.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return secrets.getProperty(context + "_" + role);
  }

  /** The launcher script with the environment of this stack. */
  private record Launcher(Path project, Path home) {
    ProcessBuilder command(String... arguments) {
      var command = new ArrayList<>(List.of(project.resolve("aims").toString()));
      command.addAll(List.of(arguments));
      var builder = new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
      builder.environment().put("AIMS_HOME", home.toString());
      builder.environment().put("AIMS_PORTS", "auto");
      builder.environment().putAll(Cloud.get().settings());
      return builder;
    }

    String run(int exit, String... arguments) {
      try {
        var process = command(arguments).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != exit) {
          throw new IllegalStateException(
              "./aims %s ended with %d:%n%s".formatted(String.join(" ", arguments), process.exitValue(), output));
        }
        return output;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
