package io.aims.incident.watch;

import static io.aims.platform.tenancy.Sql.utc;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import org.jspecify.annotations.Nullable;

import io.aims.incident.due.DueFault;
import io.aims.incident.due.DueTable;
import io.aims.incident.opening.Withholding;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Rules that have changed, and how far the signals that they had kept from opening incidents have been looked at since; in
 * the caller's transaction.
 *
 * <p>A change only leaves a row here, however many signals wait. Workers walk through them in order of the keys, some in
 * each commit; rules that change once more begin anew.
 */
@ApplicationScoped
public class Reconsiderations implements Withholding {
  public static final DueTable TABLE = new DueTable("reconsideration", "id", "due_at");
  private final WatchedSignals signals;

  Reconsiderations(WatchedSignals signals) {
    this.signals = signals;
  }

  @Override
  public Uni<Void> reconsider(UUID tenant, UUID rules, @Nullable UUID sourceId, Instant now) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            insert into reconsideration (tenant, id, source_id, after_key, due_at)
            values (?1, ?2, cast(nullif(cast(?3 as text), '') as uuid), '', ?4)
            on conflict (tenant, id) do update set after_key = '', due_at = excluded.due_at, failures = 0""")
            .setParameter(1, tenant)
            .setParameter(2, rules)
            .setParameter(3, sourceId == null ? "" : sourceId.toString())
            .setParameter(4, utc(now))
            .executeUpdate())
        .replaceWithVoid();
  }

  /** Wakes up to {@code limit} signals that the next due rules had withheld; answers how many there were. */
  public Uni<Integer> walk(UUID tenant, int limit, Instant now) {
    return TABLE.take(tenant, now, 1)
        .chain(due -> due.isEmpty()
            ? Uni.createFrom().item(0)
            : DueFault.of(due, () -> walk(tenant, due.getFirst(), limit, now)));
  }

  private Uni<Integer> walk(UUID tenant, UUID rules, int limit, Instant now) {
    return place(tenant, rules)
        .chain(place -> signals.wakeWithheld(tenant, place.get(0, UUID.class), place.get(1, String.class), limit, now))
        .call(woken -> woken.size() < limit ? done(tenant, rules) : moveOn(tenant, rules, woken))
        .map(List::size);
  }

  private static Uni<Tuple> place(UUID tenant, UUID rules) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(
            "select source_id, after_key from reconsideration where tenant = ?1 and id = ?2", Tuple.class)
            .setParameter(1, tenant)
            .setParameter(2, rules)
            .getSingleResult());
  }

  private static Uni<Void> moveOn(UUID tenant, UUID rules, List<String> woken) {
    return Panache.getSession()
        .chain(session -> session
            .createNativeQuery("update reconsideration set after_key = ?3, failures = 0 where tenant = ?1 and id = ?2")
            .setParameter(1, tenant)
            .setParameter(2, rules)
            .setParameter(3, woken.stream().max(String::compareTo).orElseThrow())
            .executeUpdate())
        .replaceWithVoid();
  }

  private static Uni<Void> done(UUID tenant, UUID rules) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("delete from reconsideration where tenant = ?1 and id = ?2")
            .setParameter(1, tenant)
            .setParameter(2, rules)
            .executeUpdate())
        .replaceWithVoid();
  }
}
