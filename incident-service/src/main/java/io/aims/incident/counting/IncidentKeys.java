package io.aims.incident.counting;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import io.aims.incident.signal.Severity;
import io.aims.incident.signal.SignalKey;
import io.aims.platform.refusal.Constraints;
import io.aims.platform.refusal.Refusal;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Which open incident takes which signals: that of their system and kind, unless one has a key for the signal itself.
 *
 * <p>Whoever counts signals shares the lock of what they are about until the count is committed; whoever opens or ends an
 * incident, or moves its keys, has it alone, and whoever comes after sees the key where it went. So nothing is counted for an
 * incident that has gone, and nothing waits past one that opens.
 */
@ApplicationScoped
public class IncidentKeys {
  private static final String UNIQUE = "incident_key_pkey";
  private final KeyLocks locks;

  IncidentKeys(KeyLocks locks) {
    this.locks = locks;
  }

  /** Locks what signals and incidents are about; asked for once in a transaction, as more of them would be out of order. */
  public Uni<Void> lock(UUID tenant, Collection<OpenKey> alone, Collection<OpenKey> shared) {
    return locks.lock(tenant, alone, shared);
  }

  /** Who takes these signals; it stays so until the transaction ends if what they are about is locked. */
  public Uni<Holders> look(UUID tenant, Map<OpenKey, ? extends Collection<SignalKey>> signals) {
    var texts = signals.entrySet()
        .stream()
        .flatMap(each -> Stream.concat(Stream.of(each.getKey().text()),
            each.getValue().stream().map(signal -> OpenKey.ofSignal(each.getKey().text(), signal.hex()))))
        .collect(Collectors.joining(","));
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            select k.open_key, k.incident_id, i.signalled
            from incident_key k join incident i on i.tenant = k.tenant and i.id = k.incident_id
            where k.tenant = ?1 and k.open_key = any (string_to_array(cast(?2 as text), ','))""", Tuple.class)
            .setParameter(1, tenant)
            .setParameter(2, texts)
            .getResultList())
        .map(rows -> new Holders(rows.stream()
            .collect(Collectors.toMap(row -> row.get(0, String.class),
                row -> new Holders.Holder(row.get(1, UUID.class), Severity.valueOf(row.get(2, String.class)))))));
  }

  /** Gives free keys to an incident; fails with {@link #taken} when one is not free. */
  public Uni<Void> claim(UUID tenant, UUID incidentId, Collection<String> keys) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(
            """
                insert into incident_key (tenant, open_key, incident_id) select ?1, k, ?2 from unnest(string_to_array(cast(?3 as text), ',')) as k order by k""")
            .setParameter(1, tenant)
            .setParameter(2, incidentId)
            .setParameter(3, String.join(",", keys))
            .executeUpdate())
        .replaceWithVoid();
  }

  /** Gives keys to an incident that nobody else but {@code from} may hold; fails with a refusal when somebody does. */
  public Uni<Void> splitOff(UUID tenant, UUID from, UUID to, Collection<String> keys) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            insert into incident_key (tenant, open_key, incident_id)
            select ?1, k, ?2 from unnest(string_to_array(cast(?3 as text), ',')) as k order by k
            on conflict (tenant, open_key) do update set incident_id = excluded.incident_id
            where incident_key.incident_id = ?4""")
            .setParameter(1, tenant)
            .setParameter(2, to)
            .setParameter(3, String.join(",", keys))
            .setParameter(4, from)
            .executeUpdate())
        .invoke(moved -> {
          if (moved < keys.size()) {
            throw new Refusal.Taken("Another open incident takes some of these signals; relate the two.");
          }
        })
        .replaceWithVoid();
  }

  public static Predicate<Throwable> taken() {
    return Constraints.violated(UNIQUE);
  }

  /** Frees all keys of an incident that has come to its end. */
  public Uni<Void> release(UUID tenant, UUID incidentId) {
    return stop(tenant, incidentId)
        .chain(Panache::getSession)
        .chain(session -> session.createNativeQuery("delete from incident_key where tenant = ?1 and incident_id = ?2")
            .setParameter(1, tenant)
            .setParameter(2, incidentId)
            .executeUpdate())
        .replaceWithVoid();
  }

  /** Gives all keys of an incident to another one. */
  public Uni<Void> handOver(UUID tenant, UUID from, UUID to) {
    return stop(tenant, from)
        .chain(Panache::getSession)
        .chain(session -> session
            .createNativeQuery("update incident_key set incident_id = ?3 where tenant = ?1 and incident_id = ?2")
            .setParameter(1, tenant)
            .setParameter(2, from)
            .setParameter(3, to)
            .executeUpdate())
        .replaceWithVoid();
  }

  /**
   * Waits until nobody counts for this incident, and keeps others from it until the transaction ends; the incident has to be
   * locked, so that it gets no further keys.
   */
  public Uni<Void> stop(UUID tenant, UUID incidentId) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            select distinct split_part(open_key, '#', 1) from incident_key where tenant = ?1 and incident_id = ?2""",
            String.class)
            .setParameter(1, tenant)
            .setParameter(2, incidentId)
            .getResultList())
        .chain(keys -> locks.lock(tenant, keys.stream().map(OpenKey::parse).toList(), List.of()));
  }
}
