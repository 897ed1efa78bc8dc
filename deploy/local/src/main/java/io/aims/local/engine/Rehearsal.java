package io.aims.local.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.TreeMap;

import io.aims.local.home.Home;
import io.aims.local.home.LocalPort;
import io.aims.local.home.Ports;
import io.aims.local.identity.Accounts;
import io.aims.local.identity.Tokens;
import io.aims.local.stack.Launch;

/** A second process of a service that shares nothing with the first but the program: other ports, an empty database. */
final class Rehearsal implements AutoCloseable {
  /** Nobody listens there: Kafka's client starts, and waits. */
  private static final String NO_KAFKA = "127.0.0.1:1";
  private static final String NO_MAIL = "1";
  private final ServiceCatalogue service;
  private final Launch original;
  private final Path folder;
  private final Home home;
  private final Ports ports;
  private final Databases databases;
  private final int port = LocalPort.any();
  private final int managementPort = LocalPort.any();
  private final Optional<String> database;

  Rehearsal(ServiceCatalogue service, Launch original, Path folder, Home home, Ports ports, Databases databases)
      throws SQLException {
    this.service = service;
    this.original = original;
    this.folder = folder;
    this.home = home;
    this.ports = ports;
    this.databases = databases;
    this.database = service.context().map(context -> "aims_" + context + "_rehearsal");
    if (database.isPresent()) {
      databases.create(service.context().orElseThrow(), database.get());
    }
  }

  Launch launch() {
    var environment = new TreeMap<>(original.environment());
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
    environment.put("AIMS_KAFKA_BOOTSTRAP", NO_KAFKA);
    environment.put("AIMS_MAIL_PORT", NO_MAIL);
    environment.put("AIMS_LEDGER_DIR", folder.resolve("ledger").toString());
    database.ifPresent(name -> environment.put("AIMS_DB_NAME", name));
    return new Launch(original.program(), environment, original.directory(), original.version());
  }

  boolean isReady() throws InterruptedException {
    return Probe.succeeds("http://127.0.0.1:%d/q/health/ready".formatted(managementPort));
  }

  /** A first request needs as many new classes as half a start. */
  void use() throws IOException, InterruptedException {
    var path = switch (service) {
      case INVENTORY, GATEWAY -> "/v1/ai-systems";
      case RISK -> "/v1/risks";
      case INCIDENT -> "/v1/incidents";
      case AUDIT -> "/v1/nonconformities";
    };
    var token = new Tokens(ports.realmUrl(), Accounts.read(home.accounts())).bearer("governance-officer", "acme");
    if (!Probe.succeeds("http://127.0.0.1:" + port + path, token)) {
      throw new IOException("its rehearsal did not answer " + path);
    }
  }

  @Override
  public void close() throws SQLException {
    if (database.isPresent()) {
      databases.drop(database.get());
    }
  }
}
