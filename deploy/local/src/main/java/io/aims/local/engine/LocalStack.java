package io.aims.local.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.aims.local.home.Home;
import io.aims.local.home.Port;
import io.aims.local.home.Ports;
import io.aims.local.home.Secrets;
import io.aims.local.stack.Component;
import io.aims.local.stack.Launch;
import io.aims.local.stack.PidRecords;
import io.aims.local.stack.Processes;
import io.aims.local.stack.Progress;

/** Names what belongs to the stack, with the ports that each part listens on. */
public final class LocalStack {
  private static final List<String> ENGINES = List.of("postgres", "kafka", "keycloak", MailServer.NAME);
  private static final int SUPERVISOR_HEAP_MB = 32;
  private final Home home;
  private final Ports ports;
  private final Secrets secrets;
  private final Databases databases;
  private final Wiring wiring;

  public LocalStack(Home home, Ports ports) {
    this(home, ports, Wiring.STRAIGHT);
  }

  public LocalStack(Home home, Ports ports, Wiring wiring) {
    this.home = home;
    this.ports = ports;
    this.secrets = new Secrets(home.secrets());
    this.databases = new Databases(ports, secrets);
    this.wiring = wiring;
  }

  public static List<String> names() {
    return Stream.concat(ENGINES.stream(), Stream.of(ServiceCatalogue.values()).map(ServiceCatalogue::module)).toList();
  }

  /** What the services stand on. */
  public static List<String> engineNames() {
    return ENGINES;
  }

  /** A component by its name, or a service by its context: {@code incident} is {@code incident-service}. */
  public static Optional<String> resolve(String name) {
    return names().stream().filter(known -> known.equals(name) || known.equals(name + "-service")).findFirst();
  }

  public static Map<String, List<Port>> portsByComponent() {
    var ports = new LinkedHashMap<String, List<Port>>();
    ports.put("postgres", List.of(Port.POSTGRES));
    ports.put("kafka", List.of(Port.KAFKA, Port.KAFKA_CONTROLLER));
    ports.put("keycloak", List.of(Port.KEYCLOAK));
    ports.put(MailServer.NAME, List.of(Port.MAIL));
    for (var service : ServiceCatalogue.values()) {
      ports.put(service.module(), List.of(service.port()));
    }
    return ports;
  }

  public List<Component> engines() {
    return List.of(new Postgres(home, ports, databases), new Kafka(home, ports, new PidRecords(home.run()), wiring),
        new Keycloak(home, ports, databases, secrets), new MailServer(home, ports));
  }

  public List<Component> everything() {
    var components = new ArrayList<>(engines());
    for (var service : ServiceCatalogue.values()) {
      components.add(new Service(service, home, ports, databases, wiring));
    }
    return components;
  }

  public Component component(String name) {
    return everything().stream().filter(component -> component.name().equals(name)).findFirst().orElseThrow();
  }

  /** The process that supervises the others after {@code up --detach}. */
  public Launch supervisor(String mainClass, String... arguments) {
    var command = Java.command("supervisor", SUPERVISOR_HEAP_MB, "-XX:ReservedCodeCacheSize=16m", "-Xss512k", "-cp",
        Java.classPath(), mainClass);
    command.addAll(List.of(arguments));
    return new Launch(command, Map.of(), home.root(), "1");
  }

  /** Makes services start faster, as long as it runs. */
  public Runnable rehearsals(Processes processes, Progress progress) {
    return new Rehearsals(home, everything(), processes, progress);
  }

  /** The environment that this service is started with. */
  public Map<String, String> environment(ServiceCatalogue service) {
    return new Service(service, home, ports, databases, wiring).environment();
  }
}
