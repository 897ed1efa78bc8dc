package io.aims.faults.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** The event log and the outbox of one service: what its transactions have committed. */
public final class EventTable {
  private final World world;
  private final String service;
  private final TreeMap<Long, Row> log = new TreeMap<>();
  private final TreeSet<Long> outbox = new TreeSet<>();
  private final Map<UUID, Integer> versions = new HashMap<>();
  /** Of what waits since before an accepted loss: the epoch in which it was recorded. */
  private final Map<Long, Integer> epochs = new HashMap<>();
  private final Set<UUID> lost = new HashSet<>();
  private long position;
  private int minted;

  EventTable(World world, String service) {
    this.world = world;
    this.service = service;
  }

  /** One event. */
  public record Row(long position, Instant occurredAt, UUID tenant, UUID id, UUID aggregate, int version,
      byte[] body) {}

  /** The next change of an aggregate, in the transaction that is under way; the new event's id. */
  UUID append(Database.Transaction transaction, UUID tenant, UUID aggregate) {
    transaction.lock(service + " aggregate " + aggregate);
    var version = versions.getOrDefault(aggregate, 0) + 1;
    var id = new UUID(service.hashCode(), ++minted);
    var row = new Row(++position, world.instant(), tenant, id, aggregate, version,
        body(tenant, id, aggregate, version));
    transaction.statement();
    transaction.write(() -> {
      versions.put(aggregate, version);
      log.put(row.position(), row);
      outbox.add(row.position());
    });
    return id;
  }

  private byte[] body(UUID tenant, UUID id, UUID aggregate, int version) {
    return """
        {"aggregatetype":"thing","aggregateversion":%d,"actor":"somebody","correlationid":"%s","data":{},"id":"%s",\
        "source":"/aims/%s","specversion":"1.0","subject":"%s","tenantid":"%s","time":"%s","type":"aims.%s.thing.changed.v1"}"""
        .formatted(version, id, id, service, aggregate, tenant, world.instant(), service)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Whether this event stands at this position. */
  public boolean is(long position, UUID event) {
    return log.containsKey(position) && log.get(position).id().equals(event);
  }

  public boolean drained() {
    return outbox.isEmpty();
  }

  /** The first waiting rows by position. */
  public List<Row> waiting(int limit) {
    return outbox.stream().limit(limit).map(log::get).toList();
  }

  public void forget(List<Long> positions) {
    outbox.removeAll(positions);
  }

  /** Puts events back, as a replay does, or as a crash that undoes a commit nobody waited for. */
  public void remember(List<Long> positions) {
    outbox.addAll(positions);
  }

  public @Nullable Integer epochOf(long position) {
    return epochs.get(position);
  }

  /** What waits now was recorded in epoch {@code ended}. */
  public void endEpoch(int ended) {
    outbox.forEach(position -> epochs.putIfAbsent(position, ended));
  }

  /** Puts the events of these versions back, as a replay does. */
  void replay(UUID tenant, UUID aggregate, int from, int to) {
    log.values()
        .stream()
        .filter(row -> row.tenant().equals(tenant) && row.aggregate().equals(aggregate))
        .filter(row -> row.version() >= from && row.version() <= to)
        .forEach(row -> outbox.add(row.position()));
  }

  /** A copy of the tables as they are; running it puts them back, and positions are given again. */
  public Runnable backup() {
    var log = Map.copyOf(this.log);
    var outbox = Set.copyOf(this.outbox);
    var versions = Map.copyOf(this.versions);
    var epochs = Map.copyOf(this.epochs);
    var position = log.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    return () -> {
      this.log.values().stream().map(Row::id).forEach(lost::add);
      replace(this.log, log);
      log.values().stream().map(Row::id).forEach(lost::remove);
      this.outbox.clear();
      this.outbox.addAll(outbox);
      replace(this.versions, versions);
      replace(this.epochs, epochs);
      this.position = position;
    };
  }

  private static <K, V> void replace(Map<K, V> present, Map<K, V> earlier) {
    present.clear();
    present.putAll(earlier);
  }

  /** Events that were committed and are in no table since a restore. */
  Set<UUID> lost() {
    return lost;
  }

  List<Row> log() {
    return new ArrayList<>(log.values());
  }
}
