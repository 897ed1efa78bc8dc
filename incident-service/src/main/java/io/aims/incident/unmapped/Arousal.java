package io.aims.incident.unmapped;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import io.aims.incident.due.DueFault;
import io.aims.incident.due.DueTable;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Lets what waits be looked at again once a mapping or a name has changed, some of it by one piece of news in each
 * transaction: who added to the queue locks in order of the keys, and two pieces would begin at the first key twice.
 */
@ApplicationScoped
public class Arousal {
  /** News that have not reached all that waits. */
  public static final DueTable TABLE = new DueTable("mapping_news", "id", "due_at");
  private static final int AT_ONCE = 2000;
  private final UnmappedSignals signals;

  Arousal(UnmappedSignals signals) {
    this.signals = signals;
  }

  /** One step of the next piece of news, which stays due until all has been gone past; answers {@code limit} if there was one. */
  public Uni<Integer> walk(UUID tenant, int limit, Instant now) {
    return TABLE.take(tenant, now, 1)
        .chain(due -> due.isEmpty()
            ? Uni.createFrom().item(0)
            : DueFault.of(due, () -> step(due.getFirst(), now)).replaceWith(limit));
  }

  private Uni<Void> step(UUID news, Instant now) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            select cast(tenant as text), cast(source_id as text), name, behind from mapping_news where id = ?1""",
            Tuple.class).setParameter(1, news).getSingleResult())
        .chain(row -> aroused(row, now).chain(keys -> goOn(news, keys)));
  }

  private Uni<List<String>> aroused(Tuple row, Instant now) {
    var tenant = UUID.fromString(row.get(0, String.class));
    var source = row.get(1, String.class);
    var behind = row.get(3, String.class);
    return source == null
        ? signals.arouseOfName(tenant, row.get(2, String.class), behind, AT_ONCE, now)
        : signals.arouseOfSource(tenant, UUID.fromString(source), behind, AT_ONCE, now);
  }

  private static Uni<Void> goOn(UUID news, List<String> keys) {
    return Panache.getSession()
        .chain(session -> keys.size() < AT_ONCE
            ? session.createNativeQuery("delete from mapping_news where id = ?1").setParameter(1, news).executeUpdate()
            : session.createNativeQuery("update mapping_news set behind = ?2, failures = 0 where id = ?1")
                .setParameter(1, news)
                .setParameter(2, keys.getLast())
                .executeUpdate())
        .replaceWithVoid();
  }
}
