package io.aims.local.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.aims.local.home.Home;
import io.aims.local.home.Port;
import io.aims.local.home.Ports;
import io.aims.local.home.Secrets;
import io.aims.local.stack.Component;
import io.aims.local.stack.Launch;
import io.aims.local.stack.Progress;
import io.aims.local.stack.Trouble;

/** Keycloak on its own database in the cluster; the realm comes from {@code deploy/keycloak} when it is not there yet. */
final class Keycloak implements Component {
  private static final int HEAP_MB = 384;
  private final Home home;
  private final Ports ports;
  private final Databases databases;
  private final Secrets secrets;
  private final KeycloakDistribution distribution;

  Keycloak(Home home, Ports ports, Databases databases, Secrets secrets) {
    this.home = home;
    this.ports = ports;
    this.databases = databases;
    this.secrets = secrets;
    this.distribution = new KeycloakDistribution(home);
  }

  @Override
  public String name() {
    return "keycloak";
  }

  @Override
  public String address() {
    return ports.url(Port.KEYCLOAK);
  }

  @Override
  public Set<String> needs() {
    return Set.of("postgres");
  }

  @Override
  public Duration patience() {
    return Duration.ofMinutes(5);
  }

  @Override
  public void prepare(Progress progress) throws IOException, InterruptedException {
    if (!distribution.isUnpacked()) {
      progress.say(name(), "unpacking and building, once (about a minute)");
      distribution.unpack(this::build);
    }
    var realm = distribution.folder().resolve("data/import/aims-realm.json");
    Files.createDirectories(realm.getParent());
    Files.copy(home.realm(), realm, StandardCopyOption.REPLACE_EXISTING);
    noticeChangedRealm(progress);
  }

  /** The distribution's own build step: fixes the database vendor, which makes each later start quick. */
  private void build(Path folder) throws IOException, InterruptedException {
    var output = home.log("keycloak-build");
    Home.create(output.getParent());
    var process = new ProcessBuilder(command(folder, "build", "--db=postgres")).redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
    if (process.waitFor() != 0) {
      throw new Trouble("Keycloak's build step failed; its log: " + output);
    }
  }

  /** Keycloak imports a realm only once, so that a later change of the file needs a word. */
  private void noticeChangedRealm(Progress progress) throws IOException {
    var imported = home.data(name()).resolve("imported-realm.json");
    if (!Files.exists(imported)) {
      Files.createDirectories(imported.getParent());
      Files.copy(home.realm(), imported);
    } else if (Files.mismatch(home.realm(), imported) >= 0) {
      progress.say(name(), "the realm file has changed since it was imported: ./aims up --fresh applies it");
    }
  }

  @Override
  public Launch launch() throws IOException {
    var command = command(distribution.folder(), "start", "--optimized", "--import-realm", "--http-enabled=true",
        "--http-host=127.0.0.1", "--http-port=" + ports.of(Port.KEYCLOAK), "--hostname=" + ports.url(Port.KEYCLOAK),
        "--cache=local", "--log-console-color=false", "--db-pool-max-size=10");
    var environment = Map.of("KC_DB_URL", "jdbc:postgresql://127.0.0.1:" + ports.of(Port.POSTGRES) + "/keycloak",
        "KC_DB_USERNAME", "keycloak", "KC_DB_PASSWORD", databases.password("keycloak"),
        "KC_BOOTSTRAP_ADMIN_USERNAME", "admin", "KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.password("keycloak_admin"));
    return new Launch(command, environment, home.root(), "1");
  }

  /** What the distribution's shell script does, without leaving a shell between the launcher and Keycloak. */
  private List<String> command(Path folder, String... arguments) {
    var command = new ArrayList<>(Java.command(name(), HEAP_MB, "-Xms64m", "-XX:MaxMetaspaceSize=256m",
        "--add-opens=java.base/java.util=ALL-UNNAMED", "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
        "--add-opens=java.base/java.security=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--enable-native-access=ALL-UNNAMED", "-Duser.language=en", "-Duser.country=US",
        "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
            + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-Dpicocli.disable.closures=true",
        "-Dquarkus-log-max-startup-records=10000",
        // connections that PostgreSQL's death has cut are not handed out
        "-Dquarkus.datasource.jdbc.validate-on-borrow=true", "-Dkc.home.dir=" + folder,
        "-Djboss.server.config.dir=" + folder.resolve("conf"), "-cp",
        folder.resolve("lib/quarkus-run.jar").toString(), "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Its log says "started" before the realm exists, so the realm is what is waited for. */
  @Override
  public boolean isReady() throws InterruptedException {
    return Probe.succeeds(ports.realmUrl());
  }
}
