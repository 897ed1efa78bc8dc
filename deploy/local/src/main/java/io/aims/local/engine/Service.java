package io.aims.local.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.aims.local.home.Home;
import io.aims.local.home.Port;
import io.aims.local.home.Ports;
import io.aims.local.identity.Accounts;
import io.aims.local.stack.Component;
import io.aims.local.stack.Launch;
import io.aims.local.stack.Progress;
import io.aims.local.stack.Trouble;

/** One service of the product, run as packaged by the build. */
final class Service implements Component {
  private static final int HEAP_MB = 192;
  private final ServiceCatalogue service;
  private final Home home;
  private final Ports ports;
  private final Databases databases;
  private final Wiring wiring;

  Service(ServiceCatalogue service, Home home, Ports ports, Databases databases, Wiring wiring) {
    this.service = service;
    this.home = home;
    this.ports = ports;
    this.databases = databases;
    this.wiring = wiring;
  }

  @Override
  public String name() {
    return service.module();
  }

  @Override
  public String address() {
    return ports.url(service.port());
  }

  @Override
  public Set<String> needs() {
    return service == ServiceCatalogue.GATEWAY ? Set.of("keycloak") : Set.of("postgres", "kafka");
  }

  /**
   * A service that does not find Keycloak while it starts looks again at its first request; the gateway does not. None waits
   * for the mail server, which outlives who sends mails.
   */
  @Override
  public Set<String> follows() {
    return Set.of("keycloak", MailServer.NAME);
  }

  @Override
  public void prepare(Progress progress) throws IOException {
    if (!Files.exists(packaged().resolve("quarkus-run.jar"))) {
      throw new Trouble("%s is not built: %s is missing.".formatted(name(), packaged().resolve("quarkus-run.jar")));
    }
  }

  private Path packaged() {
    return home.project().resolve(service.module()).resolve("target/quarkus-app");
  }

  @Override
  public Launch launch() throws IOException {
    return launch(Installation.version(packaged()));
  }

  @Override
  public Launch relaunch() throws IOException {
    return launch(Installation.version(installed()));
  }

  private Launch launch(String version) {
    var program = jvm();
    program.addAll(List.of("-jar", installed().resolve("quarkus-run.jar").toString()));
    return new Launch(program, environment(), home.root(), version).with(cache(version).options());
  }

  private List<String> jvm() {
    return Java.command(name(), HEAP_MB, "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
  }

  private StartCache cache(String version) {
    return new StartCache(home, name(), jvm(), version);
  }

  /** The cache of what is installed. */
  StartCache cache() throws IOException {
    return cache(Installation.version(installed()));
  }

  Rehearsal rehearsal(Path folder) throws IOException, SQLException {
    return new Rehearsal(service, relaunch(), folder, home, ports, databases);
  }

  @Override
  public boolean startPlainly() throws IOException {
    return cache().drop();
  }

  @Override
  public void install() throws IOException {
    Installation.copy(packaged(), installed());
  }

  private Path installed() {
    return home.application(service.module());
  }

  /** What the service has to be told, also for running it by other means. */
  Map<String, String> environment() {
    var environment = new TreeMap<String, String>();
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.of(service.port())));
    environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.management(service.port())));
    environment.put("AIMS_OIDC_URL", ports.realmUrl());
    service.context().ifPresent(context -> {
      environment.put("AIMS_DB_HOST", "127.0.0.1");
      environment.put("AIMS_DB_PORT", Integer.toString(wiring.postgres(service, ports)));
      for (var role : List.of("owner", "app", "worker")) {
        environment.put("AIMS_DB_" + role.toUpperCase() + "_PASSWORD", databases.password(context + "_" + role));
      }
      environment.put("AIMS_STREAM_KEYS", home.streamKeys().toString());
      environment.put("AIMS_KAFKA_BOOTSTRAP", "127.0.0.1:" + wiring.kafka(service, ports));
    });
    switch (service) {
      case AUDIT -> environment.put("AIMS_LEDGER_DIR", home.ledger().toString());
      case GATEWAY -> {
        environment.put("AIMS_OIDC_SECRET", Accounts.read(home.accounts()).apiClient().secret());
        for (var upstream : ServiceCatalogue.values()) {
          upstream.context()
              .ifPresent(context -> environment.put("AIMS_" + context.toUpperCase() + "_URL",
                  ports.url(upstream.port())));
        }
      }
      case INCIDENT -> {
        environment.put("AIMS_VAULT_KEYS", home.vaultKeys().toString());
        environment.put("AIMS_SETUP_GATEWAY", ports.url(ServiceCatalogue.GATEWAY.port()));
        environment.putAll(mail());
      }
      case INVENTORY, RISK -> {
        /* nothing more */ }
    }
    environment.putAll(wiring.settings(service));
    return environment;
  }

  /** Where mails go, what they say they come from and lead to, and who may ask for the addresses of people. */
  private Map<String, String> mail() {
    return Map.of("AIMS_MAIL_HOST", "127.0.0.1", "AIMS_MAIL_PORT", Integer.toString(ports.of(Port.MAIL)),
        "AIMS_MAIL_FROM", "aims@aims.example", "AIMS_MAIL_PORTAL", ports.url(ServiceCatalogue.GATEWAY.port()),
        "AIMS_DIRECTORY_URL", ports.url(Port.KEYCLOAK), "AIMS_DIRECTORY_SECRET",
        Accounts.read(home.accounts()).directoryClient().secret());
  }

  @Override
  public boolean isReady() throws InterruptedException {
    return Probe.succeeds(readiness());
  }

  @Override
  public String obstacle() throws InterruptedException {
    return Probe.failedChecks(readiness());
  }

  private String readiness() {
    return "http://127.0.0.1:%d/q/health/ready".formatted(ports.management(service.port()));
  }
}
