package io.aims.local.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.aims.local.identity.Accounts;
import io.aims.local.identity.Tokens;
import io.aims.local.story.FairnessAlert;
import io.aims.local.story.Portal;

/**
 * {@code bench}: sends real hooks through the gateway to the running stack and prints what it saw; the last ones as a storm
 * that has to leave the right number of incidents, and some to see what lanes are worth; with {@code --lanes} only those.
 *
 * <p>Sender and system share the machine, so the figures are a lower bound; compare ratios, not machines.
 */
public final class Bench {
  private static final String ORG = "globex";
  private static final int SYSTEMS = 20;
  private static final int WARM_UP = 500;
  private static final int HOOKS = 5_000;
  private static final Duration SOON = Duration.ofSeconds(30);
  private final Portal portal;
  private final Accounts accounts;

  private Bench(Portal portal, Accounts accounts) {
    this.portal = portal;
    this.accounts = accounts;
  }

  public static void main(String[] arguments) throws InterruptedException {
    var accounts = Accounts.read(Path.of(System.getProperty("aims.accounts")));
    var tokens = new Tokens(System.getProperty("aims.realm.url"), accounts);
    new Bench(new Portal(System.getProperty("aims.gateway.url"), tokens), accounts)
        .run(List.of(arguments).contains("--lanes"));
  }

  private void run(boolean lanesOnly) throws InterruptedException {
    if (!lanesOnly) {
      hooks();
    }
    var race = new LaneRace(portal, ORG, this::system);
    System.out.println("four sources of four systems: " + race.over(false, this::source));
    System.out.println("four sources of one system: " + race.over(true, this::source));
  }

  private void hooks() throws InterruptedException {
    var systems = IntStream.range(0, SYSTEMS + 1).mapToObj(i -> system()).toList();
    var hooks = systems.stream().map(this::hook).toList();
    burst(hooks.getLast(), 16, WARM_UP);
    System.out.printf("%-44s %8s %8s %8s %8s%n", "", "p50 ms", "p95 ms", "p99 ms", "per s");
    for (var senders : List.of(1, 4, 16, 64)) {
      burst(hooks.getLast(), senders, senders == 1 ? HOOKS / 10 : HOOKS)
          .print("hook accepted, %d senders".formatted(senders));
    }
    drained().print("backlog of the bursts processed");
    visible(systems, hooks).print("hook accepted → incident visible");
    var struck = IntStream.range(0, SYSTEMS).mapToObj(i -> system()).toList();
    System.out.println("storm of " + new AlertStorm(portal, ORG).over(struck, struck.stream().map(this::hook).toList(),
        this::drained));
  }

  private String system() {
    return portal.as("system-owner", ORG)
        .post("/v1/ai-systems", Map.ofEntries(Map.entry("name", "Bench " + UUID.randomUUID()),
            Map.entry("purpose", "is measured"), Map.entry("origin", "IN_HOUSE"),
            Map.entry("organisationRoles", List.of("DEPLOYER")),
            Map.entry("autonomyLevel", "SUPERVISED"), Map.entry("oversightMode", "HUMAN_IN_THE_LOOP"),
            Map.entry("domain", "OTHER"),
            Map.entry("affectedGroups", List.of()), Map.entry("jurisdictions", List.of()),
            Map.entry("intendedUses", List.of()),
            Map.entry("prohibitedUses", List.of()), Map.entry("personalData", false), Map.entry("generative", false),
            Map.entry("ownerId", accounts.people().getFirst().id())))
        .expect(201)
        .id();
  }

  private String hook(String system) {
    return source(system).hook();
  }

  private LaneRace.Source source(String system) {
    var client = accounts.machines()
        .stream()
        .filter(m -> m.role().equals("hook-sender") && m.org().equals(ORG))
        .findFirst()
        .orElseThrow();
    var registered = Portal
        .until(SOON,
            () -> portal.as("platform-engineer", ORG)
                .post("/v1/hook-sources", Map.of("name", "Bench " + system, "profile",
                    "ALERTMANAGER", "systemId", system, "senderClientId", client.clientId())),
            a -> a.status() == 201)
        .body();
    return new LaneRace.Source(registered.path("id").asText(), registered.path("hook").asText());
  }

  /** {@code senders} parallel connections send {@code count} hooks one after the other. */
  private Sample burst(String hook, int senders, int count) throws InterruptedException {
    var left = new AtomicInteger(count);
    var nanos = new ConcurrentLinkedQueue<Long>();
    var body = FairnessAlert.at(Instant.now()).firing();
    var monitor = portal.as("hook-sender", ORG);
    var started = System.nanoTime();
    try (var pool = Executors.newFixedThreadPool(senders)) {
      for (var i = 0; i < senders; i++) {
        pool.submit(() -> {
          while (left.getAndDecrement() > 0) {
            var sent = System.nanoTime();
            monitor.post(hook, body).expect(202);
            nanos.add(System.nanoTime() - sent);
          }
        });
      }
    }
    var sample = new Sample(nanos.stream().mapToLong(Long::longValue).sorted().toArray(), System.nanoTime() - started);
    if (sample.count() != count) {
      throw new IllegalStateException("Only %d of %d hooks were accepted".formatted(sample.count(), count));
    }
    return sample;
  }

  /** Waits until no accepted hook is still to be processed; the one figure is how long that took. */
  private Sample drained() {
    var started = System.nanoTime();
    var responder = portal.as("incident-responder", ORG);
    Portal.until(SOON.multipliedBy(4), () -> responder.get("/v1/deliveries?state=QUEUED&limit=1"),
        a -> a.status() == 200 && a.body().path("items").isEmpty());
    var elapsed = System.nanoTime() - started;
    return new Sample(new long[]{elapsed}, elapsed);
  }

  private Sample visible(List<String> systems, List<String> hooks) {
    var nanos = new long[SYSTEMS];
    var monitor = portal.as("hook-sender", ORG);
    var responder = portal.as("incident-responder", ORG);
    var started = System.nanoTime();
    for (var i = 0; i < SYSTEMS; i++) {
      var list = "/v1/incidents?systemId=" + systems.get(i);
      monitor.post(hooks.get(i), FairnessAlert.at(Instant.now()).firing()).expect(202);
      var accepted = System.nanoTime();
      Portal.until(SOON, () -> responder.get(list), a -> a.status() == 200 && !a.body().path("items").isEmpty());
      nanos[i] = System.nanoTime() - accepted;
    }
    java.util.Arrays.sort(nanos);
    return new Sample(nanos, System.nanoTime() - started);
  }

  private record Sample(long[] sorted, long elapsed) {
    int count() {
      return sorted.length;
    }

    void print(String what) {
      System.out.printf("%-44s %8.1f %8.1f %8.1f %8.0f%n", what, at(0.50), at(0.95), at(0.99), count() * 1e9 / elapsed);
    }

    private double at(double quantile) {
      return sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * quantile))] / 1e6;
    }
  }
}
