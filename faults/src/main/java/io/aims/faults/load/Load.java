package io.aims.faults.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.aims.local.engine.ServiceCatalogue;
import io.aims.local.identity.Accounts;
import io.aims.local.story.Answer;
import io.aims.local.story.Portal;

/**
 * The clients of one run: monitors that deliver, people who change and decide, readers that look. What they do comes
 * from the seed; when they do it is up to the machine.
 */
public final class Load {
  private static final long WATCH_MS = 400;
  private final Portal portal;
  private final Accounts accounts;
  private final Random random;
  private final Plan plan;
  private final int run;
  private final ClientLog log = new ClientLog();
  private final Duration patience;
  private volatile long deadline;
  private final Map<Org, Scene> scenes = new EnumMap<>(Org.class);
  private final List<Thread> actors = new ArrayList<>();
  private final List<Thread> watchers = new ArrayList<>();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);

  /**
   * How much is asked and how fast.
   *
   * @param hooks that the monitors of the larger organisation deliver
   * @param times that each of them is delivered; with 1, some are delivered twice
   * @param senders of these hooks at once
   * @param changes of systems that the larger organisation makes
   * @param length over which the requests are spread
   */
  public record Plan(int hooks, int times, int senders, int changes, Duration length) {
    private static final int HOOKS_OF_THE_SMALLER = 12;
    private static final int CHANGES_OF_THE_SMALLER = 3;
    private static final int NONCONFORMITIES = 4;
    /** In each organisation, each for somebody else. */
    private static final int TASKS = 8;
    private static final int KINDS_OF_MISFITS = 7;
    private static final int MISFITS = 3 * KINDS_OF_MISFITS;
    /** Triage, containment, resolution. */
    private static final int STEPS = 3;
    public static final Plan USUAL = new Plan(72, 1, 4, 10, Duration.ofSeconds(3));
    /** A monitor that has lost its mind: 500 hooks, 20 times each, in any order. */
    public static final Plan REPEATS = new Plan(500, 20, 16, 10, Duration.ofSeconds(6));

    /** How many different hooks are delivered, those of the scenes among them. */
    public int allHooks() {
      return hooks + HOOKS_OF_THE_SMALLER + MISFITS / KINDS_OF_MISFITS + Org.values().length * Scene.HOOKS;
    }

    /** How many different changes people ask for, those of the scenes among them. */
    public int allChanges() {
      return changes + risks() + 2 * CHANGES_OF_THE_SMALLER + STEPS + NONCONFORMITIES
          + Org.values().length * (TASKS + Scene.CHANGES);
    }

    private int risks() {
      return changes * 4 / 5;
    }
  }

  /**
   * @param run its number on this stack
   * @param patience after which nothing is tried again, from the beginning on
   */
  public Load(Portal portal, Accounts accounts, long seed, Plan plan, int run, Duration patience) {
    this.portal = portal;
    this.accounts = accounts;
    this.random = new Random(seed);
    this.plan = plan;
    this.run = run;
    this.patience = patience;
    this.deadline = System.nanoTime() + patience.toNanos();
  }

  /** What has to be there before; nothing is broken yet. */
  public void setScene() {
    for (var org : Org.values()) {
      scenes.put(org, Scene.set(org, cast(org), accounts, log, this::mark));
    }
  }

  public void begin() {
    deadline = System.nanoTime() + patience.toNanos();
    var acme = scenes.get(Org.ACME);
    var globex = scenes.get(Org.GLOBEX);
    deliveries(acme, plan.hooks(), plan.times(), plan.senders());
    deliveries(globex, Plan.HOOKS_OF_THE_SMALLER, 1, 1);
    for (var scene : List.of(acme, globex)) {
      var seed = random.nextLong();
      var larger = scene == acme;
      actor(() -> changes(scene, new Random(seed), larger ? plan.changes() : Plan.CHANGES_OF_THE_SMALLER));
      actor(() -> risks(scene, new Random(seed + 1), larger ? plan.risks() : Plan.CHANGES_OF_THE_SMALLER));
      actor(() -> tasks(scene, new Random(seed + 2)));
      watchers.add(started(() -> watch(scene)));
    }
    var seed = random.nextLong();
    actor(() -> handle(acme, new Random(seed)));
    actor(() -> misfits(acme, globex, new Random(seed + 1)));
    actor(() -> nonconformities(acme, new Random(seed + 2)));
  }

  /** Waits until every client has done its part. */
  public void end() throws InterruptedException {
    for (var actor : actors) {
      actor.join();
    }
    over.countDown();
    for (var watcher : watchers) {
      watcher.join();
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException("A client broke", failures.peek());
    }
  }

  public ClientLog log() {
    return log;
  }

  /** One cheap request that needs this service and its database; true when it was answered with success. */
  public boolean probe(ServiceCatalogue service) {
    var scene = scenes.get(Org.GLOBEX);
    return switch (service) {
      case INVENTORY, GATEWAY -> ok(client(Org.GLOBEX, "system-owner").get("/v1/ai-systems/" + scene.system()));
      case RISK -> ok(client(Org.GLOBEX, "risk-owner").get("/v1/risks/" + scene.risk()));
      case AUDIT -> ok(client(Org.GLOBEX, "internal-auditor").get("/v1/ledger/checkpoint"));
      case INCIDENT -> {
        var mark = mark();
        client(Org.GLOBEX, "hook-sender").deliver(scene.source(), Alert.text(true, mark), true, mark, false);
        yield log.hooks()
            .stream()
            .anyMatch(hook -> hook.mark().equals(mark) && hook.outcome() == Outcome.ACCEPTED);
      }
    };
  }

  private static boolean ok(@Nullable Answer answer) {
    return answer != null && answer.status() / 100 == 2;
  }

  private void deliveries(Scene scene, int count, int times, int senders) {
    var monitor = client(scene.org(), "hook-sender");
    var requests = new ArrayList<Runnable>();
    for (var i = 0; i < count; i++) {
      var mark = mark();
      var firing = random.nextInt(10) < 8;
      var keyed = times > 1 || random.nextInt(10) < 7;
      Runnable delivery = () -> monitor.deliver(scene.source(), Alert.text(firing, mark), firing, mark, keyed);
      requests.addAll(Collections.nCopies(keyed && times == 1 && random.nextInt(4) == 0 ? 2 : times, delivery));
    }
    Collections.shuffle(requests, random);
    for (var sender = 0; sender < senders; sender++) {
      var first = sender;
      var rhythm = new Random(random.nextLong());
      actor(() -> {
        for (var i = first; i < requests.size(); i += senders) {
          requests.get(i).run();
          rest(rhythm, requests.size() / senders);
        }
      });
    }
  }

  /** What no sender may get accepted, each kind as often. */
  private void misfits(Scene own, Scene foreign, Random random) {
    var monitor = client(own.org(), "hook-sender");
    var json = "application/json";
    for (var round = 0; round < Plan.MISFITS / Plan.KINDS_OF_MISFITS; round++) {
      var key = mark();
      var first = monitor.deliver(own.source(), Alert.text(true, key), true, key, true);
      var marks = Stream.generate(this::mark).limit(Plan.KINDS_OF_MISFITS).toList();
      monitor.misfit("no JSON", 400, own.source(), json, "{\"status\":\"firing\" " + marks.get(0), null, marks.get(0));
      monitor.misfit("no alert", 400, own.source(), json, "{\"version\":\"4\",\"x\":\"%s\"}".formatted(marks.get(1)),
          marks.get(1), marks.get(1));
      monitor.misfit("plain text", 415, own.source(), "text/plain", Alert.text(true, marks.get(2)), null, marks.get(2));
      monitor.misfit("unknown source", 404, new UUID(random.nextLong(), random.nextLong()), json,
          Alert.text(true, marks.get(3)), marks.get(3), marks.get(3));
      monitor.misfit("source of another organisation", 404, foreign.source(), json, Alert.text(true, marks.get(4)),
          null,
          marks.get(4));
      client(own.org(), "system-owner").misfit("no sender", 403, own.source(), json, Alert.text(true, marks.get(5)),
          null,
          marks.get(5));
      if (first == Outcome.ACCEPTED) {
        monitor.misfit("key of another delivery", 422, own.source(), json, Alert.text(true, marks.get(6)), key,
            marks.get(6));
      }
      rest(random, Plan.MISFITS / Plan.KINDS_OF_MISFITS);
    }
  }

  private void changes(Scene scene, Random random, int count) {
    var owner = client(scene.org(), "system-owner");
    var reader = new Reader("owner of " + scene.system(), owner, scene.org(), log);
    var path = "/v1/ai-systems/" + scene.system();
    for (var i = 0; i < count; i++) {
      var mark = Mark.next(random, run);
      if (i % 3 == 2) {
        var created = owner.change("/v1/ai-systems", null, Scene.system(accounts, scene.org(), mark), mark);
        if (created != null && created.status() == 201) {
          var registered = "/v1/ai-systems/" + created.id();
          reader.told(registered, 1);
          reader.read(registered);
          reader.effect("/v1/risk-assessments?systemId=" + created.id(), created);
        }
      } else {
        var current = reader.read(path);
        if (current != null) {
          told(reader, path, owner.patch(path, current.etag(), Map.of("name", "System " + mark), mark));
          reader.read(path);
        }
      }
      rest(random, count);
    }
  }

  private void risks(Scene scene, Random random, int count) {
    var owner = client(scene.org(), "risk-owner");
    var reader = new Reader("owner of " + scene.risk(), owner, scene.org(), log);
    var path = "/v1/risks/" + scene.risk();
    for (var i = 0; i < count; i++) {
      var mark = Mark.next(random, run);
      if (i % 4 == 3) {
        owner.change("/v1/risks", null, Scene.risk(accounts, scene.org(), scene.system(), mark), mark);
      } else {
        var current = reader.read(path);
        if (current != null) {
          told(reader, path, owner.change(path + "/scores", current.etag(), Map.of("kind", "INHERENT", "likelihood",
              1 + random.nextInt(5), "consequence", 1 + random.nextInt(5), "reason", mark), mark));
          reader.read(path);
        }
      }
      rest(random, count);
    }
  }

  /** Of each task somebody else is told by mail. */
  private void tasks(Scene scene, Random random) {
    var responder = client(scene.org(), "incident-responder");
    var owners = accounts.people()
        .stream()
        .filter(person -> person.org().equals(scene.org().alias()) && !person.role().equals("incident-responder"))
        .map(Accounts.Person::id)
        .toList();
    for (var i = 0; i < Plan.TASKS; i++) {
      rest(random, Plan.TASKS);
      var mark = Mark.next(random, run);
      responder.change("/v1/incident-tasks", null, Map.of("incidentId", scene.incident(), "title", "Task " + mark,
          "ownerId", owners.get(i % owners.size()), "reason", mark), mark);
    }
  }

  private void nonconformities(Scene scene, Random random) {
    var officer = client(scene.org(), "governance-officer");
    for (var i = 0; i < Plan.NONCONFORMITIES; i++) {
      rest(random, Plan.NONCONFORMITIES);
      var mark = Mark.next(random, run);
      officer.change("/v1/nonconformities", null, Map.of("title", "Nonconformity " + mark, "statement",
          "not as documented", "originKind", "INCIDENT", "originId", scene.incident(), "nodes", List.of("8.1"), "grade",
          "MINOR", "ownerId", Scene.person(accounts, scene.org(), "system-owner"), "reason", mark), mark);
    }
  }

  private void handle(Scene scene, Random random) {
    var responder = client(scene.org(), "incident-responder");
    var reader = new Reader("responder of " + scene.incident(), responder, scene.org(), log);
    var path = "/v1/incidents/" + scene.incident();
    var steps = List.<Map.Entry<String, Map<String, Object>>>of(
        Map.entry("triage", Map.of("severity", "CRITICAL", "commanderId",
            Scene.person(accounts, scene.org(), "incident-responder"))),
        Map.entry("containment", Map.of("containment", "ROLLBACK")), Map.entry("resolution", Map.of()));
    for (var step : steps) {
      rest(random, steps.size());
      var mark = Mark.next(random, run);
      var current = reader.read(path);
      if (current != null) {
        var body = new java.util.HashMap<>(step.getValue());
        body.put("reason", mark);
        told(reader, path, responder.change(path + "/" + step.getKey(), current.etag(), body, mark));
        reader.read(path);
      }
    }
  }

  private void watch(Scene scene) {
    var owner = new Reader("onlooker of " + scene.org(), client(scene.org(), "governance-officer"), scene.org(), log);
    do {
      owner.read("/v1/ai-systems/" + scene.system());
      owner.read("/v1/risks/" + scene.risk());
      owner.read("/v1/incidents/" + scene.incident());
      owner.list("/v1/ai-systems?limit=100");
      owner.list("/v1/incidents?limit=100");
      owner.list("/v1/risks?limit=100");
      owner.checkpoint();
    } while (!waited(WATCH_MS));
  }

  private boolean waited(long millis) {
    try {
      return over.await(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static void told(Reader reader, String path, @Nullable Answer answer) {
    if (answer != null && answer.status() == 200) {
      reader.told(path, Reader.version(answer));
    }
  }

  /** Spreads {@code steps} over the length of the load. */
  private void rest(Random random, int steps) {
    var mean = plan.length().toMillis() / Math.max(1, steps);
    waited(mean / 2 + random.nextLong(mean + 1));
  }

  private void actor(Runnable part) {
    actors.add(started(part));
  }

  private Thread started(Runnable part) {
    return Thread.ofVirtual().start(() -> {
      try {
        part.run();
      } catch (RuntimeException e) {
        failures.add(e);
      }
    });
  }

  private Client client(Org org, String role) {
    return new Client(portal, org, role, log, deadline);
  }

  private Scene.Cast cast(Org org) {
    return new Scene.Cast(client(org, "system-owner"), client(org, "platform-engineer"),
        client(org, "incident-responder"), client(org, "risk-owner"), client(org, "governance-officer"),
        client(org, "internal-auditor"), client(org, "hook-sender"));
  }

  private synchronized String mark() {
    return Mark.next(random, run);
  }
}
