package io.aims.faults.check;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

import io.aims.faults.check.Evidence.Aggregate;
import io.aims.faults.check.Evidence.Claim;
import io.aims.faults.check.Evidence.Delivery;
import io.aims.faults.check.Evidence.Entry;
import io.aims.faults.check.Evidence.Event;
import io.aims.faults.check.Evidence.Fact;
import io.aims.faults.check.Evidence.Head;
import io.aims.faults.check.Evidence.Incident;
import io.aims.faults.check.Evidence.Mail;
import io.aims.faults.check.Evidence.Notification;
import io.aims.faults.check.Evidence.Place;
import io.aims.faults.check.Evidence.Published;
import io.aims.faults.check.Evidence.Received;
import io.aims.faults.check.Evidence.Signal;
import io.aims.faults.load.ClientLog;
import io.aims.faults.load.Org;
import io.aims.faults.load.Outcome;

/** The evidence of a run in which everything went well, for tests to doctor. */
final class Sound {
  static final UUID ACME = Org.ACME.tenant();
  static final UUID GLOBEX = Org.GLOBEX.tenant();
  static final UUID SYSTEM = new UUID(1, 1);
  static final UUID SOURCE = new UUID(1, 2);
  static final UUID INCIDENT = new UUID(1, 3);
  static final UUID TASK = new UUID(1, 5);
  static final UUID ON_CALL = new UUID(4, 1);
  static final UUID TASKED = new UUID(4, 2);
  static final UUID STRANGE_SYSTEM = new UUID(2, 1);
  final List<Event> events = new ArrayList<>(List.of(
      event("inventory", ACME, 1, "aims.inventory.ai-system.registered.v1", SYSTEM, 1, "mark-1"),
      event("inventory", ACME, 2, "aims.inventory.ai-system.changed.v1", SYSTEM, 2, "mark-2"),
      event("incident", ACME, 3, "aims.incident.hook-source.registered.v1", SOURCE, 1, "mark-3"),
      event("incident", ACME, 4, "aims.incident.incident.opened.v1", INCIDENT, 1),
      event("incident", ACME, 5, "aims.incident.incident.triaged.v1", INCIDENT, 2, "mark-4"),
      event("inventory", GLOBEX, 6, "aims.inventory.ai-system.registered.v1", STRANGE_SYSTEM, 1),
      event("incident", ACME, 10, "aims.incident.task.assigned.v1", TASK, 1, "mark-6")));
  final List<Aggregate> aggregates = new ArrayList<>(List.of(
      new Aggregate("inventory", "ai_system", ACME, SYSTEM, 2),
      new Aggregate("incident", "hook_source", ACME, SOURCE, 1),
      new Aggregate("incident", "incident", ACME, INCIDENT, 2),
      new Aggregate("incident", "incident_task", ACME, TASK, 1),
      new Aggregate("inventory", "ai_system", GLOBEX, STRANGE_SYSTEM, 1)));
  final List<Place> outbox = new ArrayList<>();
  final List<Received> inbox = new ArrayList<>();
  final List<Received> parked = new ArrayList<>();
  final List<Received> deadLetters = new ArrayList<>();
  final List<Published> published = new ArrayList<>();
  final Set<UUID> strangers = new HashSet<>();
  final List<Entry> ledger = new ArrayList<>();
  final List<ClientLog.Checkpoint> checkpoints = new ArrayList<>();
  final List<Delivery> deliveries = new ArrayList<>(List.of(delivery(1, true, "hook-1"), delivery(2, false, "hook-2")));
  final List<Incident> incidents = new ArrayList<>(
      List.of(new Incident(ACME, INCIDENT, SYSTEM, "BIAS", "OPEN", SYSTEM + "/BIAS", 2)));
  final List<Signal> signals = new ArrayList<>(List.of(new Signal(ACME, SOURCE, INCIDENT, 1, 1)));
  final List<Notification> notifications = new ArrayList<>(List.of(
      opened(1, INCIDENT, ON_CALL, "SENT"),
      new Notification(ACME, new UUID(6, 2), "TASK_ASSIGNED", INCIDENT, TASK, TASKED, "SENT", "A task is yours",
          "/v1/incident-tasks/" + TASK)));
  final List<Mail> mails = new ArrayList<>(List.of(
      mail(ON_CALL, "INC-1: it has opened", "/v1/incidents/" + INCIDENT),
      mail(TASKED, "A task is yours", "/v1/incident-tasks/" + TASK)));
  final List<Head> heads = new ArrayList<>();
  final List<Claim> claims = new ArrayList<>();
  final List<Fact> originals = new ArrayList<>();
  final List<Fact> copies = new ArrayList<>();
  final ClientLog client = new ClientLog();

  Sound() {
    var offset = 0;
    for (var event : events) {
      var seq = chain(event);
      published
          .add(new Published(event.service(), 0, offset++, event.aggregate().toString(), event.id(), event.tenant(),
              event.aggregate(), event.version(), seq, event.leaf()));
      var index = ledger.stream().filter(entry -> entry.tenant().equals(event.tenant())).count();
      ledger.add(new Entry(event.tenant(), index, event.id(), event.aggregate(), event.version(), event.leaf()));
    }
    Listeners.FEEDS.forEach(feed -> aggregates.stream()
        .filter(aggregate -> aggregate.service().equals(feed.source()))
        .map(a -> new Received(feed.service(), feed.name(), a.tenant(), a.id(), a.version()))
        .forEach(inbox::add));
    ReadModels.ALL.forEach(model -> {
      var fact = new Fact(model.name(), ACME, new UUID(3, model.name().hashCode()), "name|stage");
      originals.add(fact);
      copies.add(fact);
    });
    var roots = new MerkleRoots();
    for (var i = 0; i < 3; i++) {
      roots.append(HexFormat.of().parseHex(ledger.get(i).leaf()));
    }
    checkpoints.add(new ClientLog.Checkpoint(Org.ACME, 3, Base64.getEncoder().encodeToString(roots.root())));
    client.counts(SYSTEM);
    client.add(new ClientLog.OnCall(Org.ACME, SYSTEM, ON_CALL));
    client.add(hook("hook-1", true, Outcome.UNKNOWN, 0));
    client.add(hook("hook-1", true, Outcome.ACCEPTED, 1));
    client.add(hook("hook-2", false, Outcome.ACCEPTED, 2));
    client.add(hook("hook-3", true, Outcome.UNKNOWN, 0));
    client.add(hook("hook-4", true, Outcome.REFUSED, 0));
    client.add(misfit("misfit-1", 503));
    client.add(misfit("misfit-3", 400));
    client.add(new ClientLog.Write(Org.ACME, "mark-1", "/v1/ai-systems", Outcome.ACCEPTED));
    client.add(new ClientLog.Write(Org.ACME, "mark-2", "/v1/ai-systems/" + SYSTEM, Outcome.UNKNOWN));
    client.add(new ClientLog.Write(Org.ACME, "mark-9", "/v1/ai-systems/" + SYSTEM, Outcome.REFUSED));
    client.add(new ClientLog.Reading("owner", "/v1/ai-systems/" + SYSTEM, 2, 2));
    client.add(new ClientLog.Seen(Org.ACME, SYSTEM));
  }

  /** The event's number in its stream, whose head it becomes. */
  private long chain(Event event) {
    var before = heads.stream()
        .filter(head -> head.service().equals(event.service()) && head.tenant().equals(event.tenant()))
        .findFirst()
        .orElse(new Head(event.service(), event.tenant(), 0, "00".repeat(32)));
    heads.remove(before);
    claims.removeIf(claim -> claim.service().equals(event.service()) && claim.tenant().equals(event.tenant()));
    var digest = sha256(before.digest() + event.leaf());
    heads.add(new Head(event.service(), event.tenant(), before.size() + 1, digest));
    claims.add(new Claim(event.service(), event.tenant(), "COMPLETE", before.size() + 1, digest));
    return before.size() + 1;
  }

  private static String sha256(String hex) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(HexFormat.of().parseHex(hex)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Event event(String service, UUID tenant, long id, String type, UUID aggregate, int version, String... marks) {
    return new Event(service, tenant, new UUID(9, id), type, aggregate, version, leaf(id), Set.of(marks));
  }

  static String leaf(long content) {
    return HexFormat.of().formatHex(MerkleRoots.leaf(new byte[]{(byte) content}));
  }

  static Delivery delivery(long id, boolean firing, String mark) {
    return new Delivery(ACME, new UUID(8, id), SOURCE, "PROCESSED", firing, mark, false);
  }

  static Notification opened(long id, UUID incident, UUID person, String state) {
    return new Notification(ACME, new UUID(6, id), "OPENED", incident, incident, person, state, "INC-1: it has opened",
        "/v1/incidents/" + incident);
  }

  static Mail mail(UUID person, String headline, String path) {
    return new Mail(List.of(person), headline + "\n\nIt waits.\nhttp://127.0.0.1:8080" + path + "\n\nSent by Aims");
  }

  static ClientLog.Hook hook(String mark, boolean firing, Outcome outcome, long delivery) {
    return new ClientLog.Hook(Org.ACME, SOURCE, mark, firing, outcome, delivery == 0 ? null : new UUID(8, delivery));
  }

  static ClientLog.Misfit misfit(String mark, int status) {
    return new ClientLog.Misfit(Org.ACME, mark, "no JSON", 400, status);
  }

  static <T> void alter(List<T> list, int place, UnaryOperator<T> alteration) {
    list.set(place, alteration.apply(list.get(place)));
  }

  Evidence evidence() {
    return new Evidence(events, aggregates, outbox, inbox, parked, deadLetters, published, strangers, ledger,
        checkpoints, deliveries, incidents, signals, notifications, mails, heads, claims, originals, copies, client);
  }
}
