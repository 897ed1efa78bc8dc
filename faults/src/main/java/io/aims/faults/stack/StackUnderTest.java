package io.aims.faults.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.GroupState;

import io.aims.faults.clock.Clocks;
import io.aims.faults.proxy.Lookout;
import io.aims.faults.proxy.Weather;
import io.aims.local.engine.LocalStack;
import io.aims.local.engine.ServiceCatalogue;
import io.aims.local.engine.Wiring;
import io.aims.local.home.Home;
import io.aims.local.home.LocalPort;
import io.aims.local.home.Port;
import io.aims.local.home.Ports;
import io.aims.local.home.Secrets;
import io.aims.local.identity.Accounts;
import io.aims.local.identity.Tokens;
import io.aims.local.stack.ComponentFailed;
import io.aims.local.stack.Launch;
import io.aims.local.stack.Logs;
import io.aims.local.stack.PidRecords;
import io.aims.local.stack.Processes;
import io.aims.local.stack.Progress;
import io.aims.local.stack.Stack;
import io.aims.local.stack.Supervisor;
import io.aims.local.story.Portal;

/** The whole system with data of its own, started by the launcher's classes, wired through fault proxies. */
public final class StackUnderTest implements AutoCloseable {
  /** Services that stand on the backbone; the gateway has neither database nor topic. */
  public static final List<ServiceCatalogue> SERVICES = List.of(ServiceCatalogue.INVENTORY, ServiceCatalogue.RISK,
      ServiceCatalogue.INCIDENT, ServiceCatalogue.AUDIT);
  private static final Duration REVIVAL = Duration.ofMinutes(2);
  private static final String TWIN = "-twin";
  /** Nobody is left alone for a minute between two mails, or each run would take one. */
  private static final Map<ServiceCatalogue, Map<String, String>> SETTINGS = Map.of(ServiceCatalogue.INCIDENT,
      Map.of("AIMS_MAIL_QUIET", "1s"));
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private final Home home;
  private final Ports ports;
  private final LocalStack local;
  private final PidRecords records;
  private final Processes processes;
  private final Progress progress;
  private final Map<ServiceCatalogue, Ways> ways;
  private final SmallDisk disk;
  private final Map<String, Long> peaks = new HashMap<>();
  private final Thread onExit = new Thread(this::stop, "stop the stack");

  private StackUnderTest(Home home, Ports ports, Map<ServiceCatalogue, Ways> ways, Wiring wiring, Progress progress) {
    this.home = home;
    this.ports = ports;
    this.ways = ways;
    this.disk = new SmallDisk(home.root().resolve("data"));
    this.local = new LocalStack(home, ports, wiring);
    this.records = new PidRecords(home.run());
    this.processes = processes(home);
    this.progress = progress;
  }

  /**
   * Starts everything anew, without any data, on free ports.
   *
   * @param smallDisk whether the data are on a disk that can be filled
   */
  public static StackUnderTest start(Path project, Path root, boolean smallDisk, Progress progress)
      throws IOException, InterruptedException, ComponentFailed {
    var home = new Home(project, root);
    Ports.load(home.run().resolve("ports.properties"))
        .ifPresent(earlier -> new Stack(new LocalStack(home, earlier).everything(), processes(home), progress).stop());
    var left = processes(home);
    SERVICES.forEach(service -> left.discard(twin(service)));
    var disk = new SmallDisk(home.root().resolve("data"));
    disk.unmount();
    home.forgetData();
    Home.create(home.run());
    if (smallDisk) {
      disk.mount(home.root().resolve("disk.img"));
    }
    var ports = Ports.choose(Map.of("AIMS_PORTS", "auto"), LocalPort::any, LocalPort::isFree);
    ports.save(home.run().resolve("ports.properties"));
    var ways = new EnumMap<ServiceCatalogue, Ways>(ServiceCatalogue.class);
    var detours = new EnumMap<ServiceCatalogue, Wiring.Detour>(ServiceCatalogue.class);
    for (var service : SERVICES) {
      var way = Ways.open();
      var listener = LocalPort.any();
      way.postgres().towards(ports.of(Port.POSTGRES));
      way.kafka().towards(listener);
      ways.put(service, way);
      detours.put(service, new Wiring.Detour(way.postgres().port(), way.kafka().port(), listener));
    }
    var stack = new StackUnderTest(home, ports, ways, Wiring.through(detours).with(SETTINGS), progress);
    Runtime.getRuntime().addShutdownHook(stack.onExit);
    new Stack(stack.local.everything(), stack.processes, progress).start();
    stack.processes.actAs(Supervisor.NAME);
    new StartCaches(home).await(stack.local.rehearsals(stack.processes, progress));
    stack.supervise();
    return stack;
  }

  /** What dies is started again by what does so for every installation on one machine. */
  private void supervise() {
    var supervisor = new Supervisor(local.everything(), processes, new Progress(quiet()), home.run());
    Thread.ofPlatform().daemon().name("supervisor").start(() -> {
      try {
        supervisor.watch();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }

  private static Processes processes(Home home) {
    return new Processes(new PidRecords(home.run()), new Logs(home.root().resolve("log")));
  }

  public Home home() {
    return home;
  }

  public Accounts accounts() {
    return Accounts.read(home.accounts());
  }

  public Portal portal() {
    return new Portal(ports.url(Port.GATEWAY), new Tokens(ports.realmUrl(), accounts()));
  }

  /** Leaves in {@code folder} what all parts have said, before the next start forgets it, and what services are doing. */
  public void keepTraces(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    for (var service : SERVICES) {
      var process = records.process(service.module());
      if (process.isPresent()) {
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
            Long.toString(process.get().pid()), "Thread.print").redirectErrorStream(true)
            .redirectOutput(folder.resolve(service.module() + ".threads").toFile())
            .start()
            .waitFor(20, TimeUnit.SECONDS);
      }
    }
    try (var logs = Files.list(home.root().resolve("log"))) {
      for (var log : logs.toList()) {
        Files.copy(log, folder.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Kafka as the checker reaches it: not through a proxy. */
  public String kafka() {
    return "127.0.0.1:" + ports.of(Port.KAFKA);
  }

  public Ways ways(ServiceCatalogue service) {
    return ways.get(service);
  }

  /** A connection that sees the rows of all organisations, not through a proxy. */
  public Connection database(String name) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", "postgres");
    properties.setProperty("password", new Secrets(home.secrets()).password("postgres"));
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "60");
    return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:%d/%s".formatted(ports.of(Port.POSTGRES), name),
        properties);
  }

  /** Changes the copy of a service that runs, and starts it anew from it; the checkout stays as it is. */
  public void alter(ServiceCatalogue service, Alteration alteration) throws IOException, InterruptedException {
    alteration.change(home.application(service.module()));
    kill(service.module());
    awaitRevival(service.module());
  }

  /** A change in the folder of a packaged service. */
  @FunctionalInterface
  public interface Alteration {
    void change(Path application) throws IOException;
  }

  /** The name of a service's second process. */
  public static String twin(ServiceCatalogue service) {
    return service.module() + TWIN;
  }

  /** The name of the first process of the same service. */
  public static String first(String component) {
    return component.endsWith(TWIN) ? component.substring(0, component.length() - TWIN.length()) : component;
  }

  /**
   * Starts a second process of this service on ports of its own, by the same ways to the engines, and waits until it is ready
   * and takes its part of the topics. The gateway knows the first one only.
   */
  public void startTwin(ServiceCatalogue service) throws IOException, InterruptedException {
    var alone = new AtomicInteger();
    await(service.module() + " takes no part", service.module(), () -> {
      alone.set(members(service));
      return alone.get() > 0;
    });
    var port = LocalPort.any();
    var management = LocalPort.any();
    var launch = local.component(service.module()).relaunch();
    var environment = new TreeMap<>(launch.environment());
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management));
    processes.start(twin(service),
        new Launch(launch.program(), environment, launch.directory(), launch.version()).with(launch.options()));
    var ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/q/health/ready")).build();
    await(twin(service) + " is not ready", twin(service), () -> answers(ready));
    await(twin(service) + " takes no part", twin(service), () -> members(service) >= 2 * alone.get());
  }

  /** Ends the second process, if it still runs, as with a version that is withdrawn. */
  public void endTwin(ServiceCatalogue service) throws IOException, InterruptedException {
    if (runs(twin(service))) {
      signal(twin(service), "CONT");
      stopOrderly(twin(service));
    }
    processes.forget(twin(service));
  }

  private static boolean answers(HttpRequest ready) throws InterruptedException {
    try {
      return HTTP.send(ready, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** How many consumers share the first of the groups of a service, each with its part; 0 while they are shared out anew. */
  private int members(ServiceCatalogue service) throws InterruptedException {
    var group = service == ServiceCatalogue.AUDIT ? "audit-ledger-incident" : service.module();
    try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka()))) {
      var described = admin.describeConsumerGroups(List.of(group)).describedGroups().get(group).get();
      return described.groupState() == GroupState.STABLE
          && described.members().stream().noneMatch(member -> member.assignment().topicPartitions().isEmpty())
              ? described.members().size()
              : 0;
    } catch (ExecutionException e) {
      return 0;
    }
  }

  private void await(String otherwise, String component, Condition condition) throws InterruptedException {
    var deadline = System.nanoTime() + REVIVAL.toNanos();
    while (!condition.holds()) {
      if (!runs(component) || System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(otherwise);
      }
      Thread.sleep(100);
    }
  }

  /** What is waited for. */
  private interface Condition {
    boolean holds() throws InterruptedException;
  }

  /** Asks a component to end, and waits until it has. */
  public void stopOrderly(String component) throws IOException, InterruptedException {
    remember(component);
    var process = records.process(component).orElseThrow(() -> new IllegalStateException(component + " does not run"));
    signal(component, "TERM");
    try {
      process.onExit().get(REVIVAL.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(component + " does not stop", e);
    }
  }

  public void kill(String component) {
    remember(component);
    processes.kill(component);
  }

  /** Waits until a component that has died is started again, and no longer. */
  public void awaitStart(String component) throws InterruptedException {
    var deadline = System.nanoTime() + REVIVAL.toNanos();
    while (!runs(component)) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(component + " has not been started again");
      }
      Thread.sleep(20);
    }
  }

  /** Waits until a component that has died is started again and serves. */
  public void awaitRevival(String component) throws InterruptedException {
    var deadline = System.nanoTime() + REVIVAL.toNanos();
    while (!runs(component) || !isReady(component)) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(component + " has not come back");
      }
      Thread.sleep(100);
    }
  }

  public boolean isReady(String component) throws InterruptedException {
    return local.component(component).isReady();
  }

  public void signal(String component, String signal) throws IOException, InterruptedException {
    var process = records.process(component).orElseThrow(() -> new IllegalStateException(component + " does not run"));
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
  }

  /** The clock of this service is wrong by so much from now on; a restart sets it right. */
  public void jumpClock(String service, long millis) throws IOException {
    var process = records.process(service).orElseThrow(() -> new IllegalStateException(service + " does not run"));
    Clocks.jump(process.pid(), millis);
  }

  public SmallDisk disk() {
    return disk;
  }

  public boolean runs(String component) {
    return records.process(component).isPresent();
  }

  /** Ends all faults that can be ended from outside: fair weather everywhere, nobody looks out. */
  public void calm() {
    ways.values().forEach(way -> {
      way.lookout(Lookout.NONE);
      way.weather(Weather.FAIR);
    });
  }

  /** What is not ready at the moment; empty when all is green. */
  public List<String> notReady() throws InterruptedException {
    var lacking = new ArrayList<String>();
    for (var component : local.everything()) {
      if (!runs(component.name())) {
        lacking.add(component.name() + " does not run");
      } else if (!component.isReady()) {
        lacking.add(component.name() + " is not ready: " + component.obstacle());
      }
    }
    return lacking;
  }

  /** The most memory that each process has held, in MiB, since the stack was started. */
  public Map<String, Long> peakMemory() {
    LocalStack.names().forEach(this::remember);
    return peaks.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, peak -> peak.getValue() / 1024));
  }

  private synchronized void remember(String component) {
    records.process(component).ifPresent(process -> {
      try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
        lines.filter(line -> line.startsWith("VmHWM:"))
            .map(line -> Long.valueOf(line.replaceAll("\\D", "")))
            .forEach(kilobytes -> peaks.merge(component, kilobytes, Math::max));
      } catch (IOException e) {
        // it has just ended
      }
    });
  }

  /** Stops every process, also frozen ones. */
  private void stop() {
    processes.close();
    calm();
    SERVICES.forEach(service -> processes.discard(twin(service)));
    for (var name : LocalStack.names()) {
      if (runs(name)) {
        try {
          signal(name, "CONT");
        } catch (IOException | IllegalStateException e) {
          // it has just ended
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
    if (processes.isMe(Supervisor.NAME)) {
      processes.forget(Supervisor.NAME);
    }
    new Stack(local.everything(), processes, progress).stop();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    stop();
    for (var way : ways.values()) {
      way.close();
    }
    disk.unmount();
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException e) {
      // it is running already
    }
  }

  /** The names of everything that can be killed. */
  public static Stream<String> components() {
    return LocalStack.names().stream();
  }

  private static java.io.PrintStream quiet() {
    return new java.io.PrintStream(java.io.OutputStream.nullOutputStream());
  }
}
