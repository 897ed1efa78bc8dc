package io.aims.faults.simulation;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.aims.platform.inbox.ReceivedEvent;
import io.aims.platform.stream.StreamHead;

/** What has to hold once everything is quiet; each broken one in words. */
final class Invariants {
  private final Broker broker;
  private final List<Service> owners;
  private final Service follower;
  private final List<Service> services;
  private final List<Effect> effects;
  private final List<Entry> entries;
  private final List<UUID> promised;
  private final List<String> violations = new ArrayList<>();

  /** That an event has had its effect. */
  record Effect(UUID event, UUID aggregate, int epoch, int version) {}

  /** That an event has its place in the ledger. */
  record Entry(UUID tenant, long index, String source, UUID event, Long seq, int epoch) {}

  Invariants(Broker broker, Service owner, Service follower, Service ledger, List<Effect> effects,
      List<Entry> entries, List<UUID> promised) {
    this.broker = broker;
    this.owners = List.of(owner, follower);
    this.follower = follower;
    this.services = List.of(owner, follower, ledger);
    this.effects = effects;
    this.entries = entries;
    this.promised = promised;
  }

  List<String> violations() {
    var owner = owners.getFirst();
    check(everKnown(owner).containsAll(promised),
        "a change that was promised is not in the event log");
    services.forEach(service -> check(service.inbox().deadLetters().isEmpty(),
        service.name() + " has dead letters: " + service.inbox().deadLetters()));
    owners.forEach(this::versions);
    owners.forEach(this::topic);
    owners.forEach(this::stream);
    effects(owner);
    ledger();
    return violations;
  }

  private void versions(Service service) {
    service.events().log().stream().collect(Collectors.groupingBy(EventTable.Row::aggregate)).forEach((id, rows) -> {
      for (var i = 0; i < rows.size(); i++) {
        check(rows.get(i).version() == i + 1, "versions of an aggregate have a gap or run backwards");
      }
    });
  }

  private void topic(Service service) {
    var sent = broker.all(service.name());
    var ids = sent.stream().map(Invariants::id).collect(Collectors.toSet());
    check(complete(ids, service), "topic and event log of " + service.name() + " differ");
    var keys = new HashMap<UUID, String>();
    var places = new HashMap<UUID, String>();
    for (var message : sent) {
      check(message.key().equals(aggregate(message)), "an event was sent under another key than its aggregate's");
      same(keys, id(message), message.key() + " " + message.partition(), "an event was sent under two keys");
      same(places, id(message), message.headers().toString(), "an event was sent with two places");
    }
  }

  /** Places without a gap, each for one event, and a head that is the digest over them. */
  private void stream(Service service) {
    var rows = service.events().log().stream().collect(Collectors.toMap(EventTable.Row::position, row -> row));
    for (var tenant : rows.values().stream().map(EventTable.Row::tenant).distinct().toList()) {
      var digest = new byte[32];
      var seen = new HashSet<Long>();
      for (var position = place(service, tenant, 1); position != null; position = place(service, tenant,
          seen.size() + 1)) {
        if (!seen.add(position)) {
          violations.add("an event has two places");
          return;
        }
        digest = sha256(digest, sha256(new byte[1], rows.get(position).body()));
      }
      var known = rows.values().stream().filter(row -> row.tenant().equals(tenant)).count();
      check(seen.size() == known, "a stream of " + service.name() + " has a gap");
      check(service.tables().head(tenant).equals(new StreamHead(seen.size(), digest)),
          "the head of a stream is not the digest over it");
    }
  }

  private static @Nullable Long place(Service service, UUID tenant, int seq) {
    return service.tables().placesTaken().get(tenant + "/" + seq);
  }

  private static byte[] sha256(byte[] first, byte[] second) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(first);
      return digest.digest(second);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void effects(Service owner) {
    var ids = effects.stream().map(Effect::event).toList();
    check(ids.size() == new HashSet<>(ids).size(), "an event has had its effect twice");
    check(complete(new HashSet<>(ids), owner), "effects and event log differ");
    var newest = new HashMap<UUID, Effect>();
    for (var effect : effects) {
      var before = newest.put(effect.aggregate(), effect);
      check(before == null ? effect.version() == 1 : follows(before, effect),
          "effects of an aggregate are out of order");
    }
    check(follower.events().log().size() == effects.size(), "an effect was half done");
  }

  /** The next version, or one of a later epoch that takes the place of what was lost. */
  private static boolean follows(Effect before, Effect effect) {
    return effect.epoch() == before.epoch() && effect.version() == before.version() + 1
        || effect.epoch() > before.epoch() && effect.version() <= before.version() + 1;
  }

  private void ledger() {
    var listed = entries.stream().map(Entry::event).toList();
    check(listed.size() == new HashSet<>(listed).size(), "the ledger holds an event twice");
    var ours = owners.stream().flatMap(service -> ids(service).stream()).collect(Collectors.toSet());
    var ever = owners.stream().flatMap(service -> everKnown(service).stream()).collect(Collectors.toSet());
    check(listed.containsAll(ours) && ever.containsAll(listed), "ledger and event logs differ");
    var next = new LinkedHashMap<UUID, Long>();
    for (var entry : entries) {
      check(entry.index() == next.merge(entry.tenant(), 1L, Long::sum) - 1,
          "a place of the ledger is missing or taken twice");
    }
    entries.stream()
        .filter(entry -> ours.contains(entry.event()))
        .collect(Collectors.groupingBy(entry -> entry.tenant() + entry.source()))
        .forEach((stream, of) -> check(
            of.stream().map(Entry::seq).collect(Collectors.toSet()).equals(upTo(of.size())),
            "the ledger has a gap in a stream"));
  }

  private static Set<Long> upTo(int size) {
    return Stream.iterate(1L, seq -> seq + 1).limit(size).collect(Collectors.toSet());
  }

  private static Set<UUID> ids(Service service) {
    return service.events().log().stream().map(EventTable.Row::id).collect(Collectors.toSet());
  }

  /** Also what was lost with a database. */
  private static Set<UUID> everKnown(Service service) {
    var ids = new HashSet<>(ids(service));
    ids.addAll(service.events().lost());
    return ids;
  }

  /** Everything that there is, and besides it at most what was lost. */
  private static boolean complete(Set<UUID> found, Service service) {
    return found.containsAll(ids(service)) && everKnown(service).containsAll(found);
  }

  private static UUID id(Broker.Message message) {
    return ReceivedEvent.read(message.value()).id();
  }

  private static String aggregate(Broker.Message message) {
    return ReceivedEvent.read(message.value()).aggregateId().toString();
  }

  private void same(Map<UUID, String> known, UUID id, String value, String otherwise) {
    var before = known.putIfAbsent(id, value);
    check(before == null || before.equals(value), otherwise);
  }

  private void check(boolean holds, String otherwise) {
    if (!holds && !violations.contains(otherwise)) {
      violations.add(otherwise);
    }
  }
}
