package io.aims.incident.counting;

import java.util.Collection;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Locks of what incidents are about, whether one is open for it or not; held until the transaction ends.
 *
 * <p>They are PostgreSQL's advisory locks, as a key that no incident has is no row. Each organisation has a fixed number of
 * them, so that no batch fills the server's table of locks; keys that share one wait for each other now and then.
 */
@ApplicationScoped
class KeyLocks {
  private static final int NUMBER = 256;
  private static final String LOCK = """
      select count(*) from (
        select case when alone = 'true' then cast(pg_advisory_xact_lock(hashtext('incident keys ' || ?1), cast(number as int)) as text)
          else cast(pg_advisory_xact_lock_shared(hashtext('incident keys ' || ?1), cast(number as int)) as text) end
        from unnest(string_to_array(cast(?2 as text), ','), string_to_array(cast(?3 as text), ',')) as l (number, alone)
      ) as taken""";

  /** All at once and in one order, so that two who lock several wait for each other one way only. */
  Uni<Void> lock(UUID tenant, Collection<OpenKey> alone, Collection<OpenKey> shared) {
    var locks = new TreeMap<Integer, Boolean>();
    shared.forEach(key -> locks.put(number(key), false));
    alone.forEach(key -> locks.put(number(key), true));
    return locks.isEmpty()
        ? Uni.createFrom().voidItem()
        : Panache.getSession()
            .chain(session -> session.createNativeQuery(LOCK, Long.class)
                .setParameter(1, tenant.toString())
                .setParameter(2, locks.keySet().stream().map(String::valueOf).collect(Collectors.joining(",")))
                .setParameter(3, locks.values().stream().map(String::valueOf).collect(Collectors.joining(",")))
                .getSingleResult())
            .replaceWithVoid();
  }

  static int number(OpenKey key) {
    return Math.floorMod(key.text().hashCode(), NUMBER);
  }
}
