package io.aims.incident.counting;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.SignalKey;
import io.aims.platform.refusal.Constraints;
import io.aims.platform.refusal.Refusal;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Which open incident takes which signals: that of their system and kind, unless one has a key for the signal itself.
 *
 * <p>Whoever counts signals shares a lock on the key until the count is committed; whoever moves or frees keys waits for
 * that, and whoever comes after sees the key where it went. So nothing is counted for an incident that has gone.
 */
@ApplicationScoped
public class IncidentKeys {
  private static final String UNIQUE = "incident_key_pkey";

  /** The holder of {@code key}, who can't let go of it until the transaction ends; null when there is none. */
  public Uni<@Nullable UUID> hold(UUID tenant, OpenKey key) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(
            "select incident_id from incident_key where tenant = ?1 and open_key = ?2 for share", UUID.class)
            .setParameter(1, tenant)
            .setParameter(2, key.text())
            .getSingleResultOrNull());
  }

  /** The same for single signals; asked after {@link #hold}, so that it sees a split for which that has waited. */
  public Uni<Map<SignalKey, UUID>> holdSignals(UUID tenant, OpenKey key, Collection<SignalKey> signals) {
    var byText = new HashMap<String, SignalKey>();
    signals.forEach(signal -> byText.put(OpenKey.ofSignal(key.text(), signal.hex()), signal));
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            select open_key, incident_id from incident_key where tenant = ?1
            and open_key = any (string_to_array(cast(?2 as text), ',')) order by open_key for share""", Tuple.class)
            .setParameter(1, tenant)
            .setParameter(2, String.join(",", byText.keySet()))
            .getResultList())
        .map(rows -> {
          var holders = new HashMap<SignalKey, UUID>();
          rows.forEach(row -> holders.put(byText.get(row.get(0, String.class)), row.get(1, UUID.class)));
          return holders;
        });
  }

  /** Gives free keys to an incident, in their order; fails with {@link #taken} when one is not free. */
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
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("delete from incident_key where tenant = ?1 and incident_id = ?2")
            .setParameter(1, tenant)
            .setParameter(2, incidentId)
            .executeUpdate())
        .replaceWithVoid();
  }

  /** Gives all keys of an incident to another one, in order, as {@link #holdSignals} locks them. */
  public Uni<Void> handOver(UUID tenant, UUID from, UUID to) {
    return Panache.getSession()
        .chain(session -> session
            .createNativeQuery("update incident_key set incident_id = ?3 where tenant = ?1 and incident_id = ?2")
            .setParameter(1, tenant)
            .setParameter(2, from)
            .setParameter(3, to)
            .executeUpdate())
        .replaceWithVoid();
  }

  /** Waits until nobody counts for this incident, and keeps others from it until the transaction ends. */
  public Uni<Void> stop(UUID tenant, UUID incidentId) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            select open_key from incident_key where tenant = ?1 and incident_id = ?2 order by open_key for update""",
            String.class)
            .setParameter(1, tenant)
            .setParameter(2, incidentId)
            .getResultList())
        .replaceWithVoid();
  }

  /** Waits until nobody counts by these keys, and keeps others from it until the transaction ends. */
  public Uni<Void> stop(UUID tenant, List<String> keys) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            select open_key from incident_key where tenant = ?1
            and open_key = any (string_to_array(cast(?2 as text), ',')) order by open_key for update""", String.class)
            .setParameter(1, tenant)
            .setParameter(2, String.join(",", keys))
            .getResultList())
        .replaceWithVoid();
  }
}
