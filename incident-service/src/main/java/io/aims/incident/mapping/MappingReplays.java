package io.aims.incident.mapping;

import static io.aims.platform.tenancy.Sql.utc;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import org.jspecify.annotations.Nullable;

import io.aims.incident.due.DueTable;
import io.aims.platform.tenancy.Sql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * The last replay of each source's mapping: how far it is, and what has come of it; in the caller's transaction.
 *
 * <p>A replay is locked before its source, by whoever begins one as by its steps.
 */
@ApplicationScoped
public class MappingReplays {
  /** Those that have not looked at all signals. */
  public static final DueTable TABLE = new DueTable("mapping_replay", "id", "due_at");
  private static final String BEGIN = """
      insert into mapping_replay (tenant, id, source_id, due_at, started_at, gone_on_at, signals_at_start)
      select ?1, ?2, ?3, ?4, ?4, ?4, count(*) from watched_signal
      where tenant = ?1 and source_id = ?3 and status is not null
      on conflict (tenant, source_id) do update set id = excluded.id, behind = '', due_at = excluded.due_at, failures = 0,
        started_at = excluded.started_at, gone_on_at = excluded.gone_on_at, ended_at = null,
        signals_at_start = excluded.signals_at_start, signals = 0, deliveries = 0, moved = 0, joined = 0, firing = 0""";
  private static final String ADDED = """
      gone_on_at = ?3, failures = 0, signals = signals + ?4, deliveries = deliveries + ?5, moved = moved + ?6,
        joined = joined + ?7, firing = firing + ?8 where tenant = ?1 and id = ?2""";
  private static final String GO_ON = "update mapping_replay set behind = ?9, " + ADDED;
  private static final String END = "update mapping_replay set due_at = null, ended_at = ?3, " + ADDED
      + " returning signals, deliveries, moved, joined, firing";

  private final MappingConfig config;
  private final Clock clock;

  MappingReplays(MappingConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /** A replay that is to be gone on with: behind which key of a signal. */
  public record Next(UUID sourceId, String behind) {}

  /** Begins a replay of the source's mapping, in the place of the one before. */
  public Uni<Void> begin(UUID tenant, UUID id, UUID sourceId) {
    return Sql.update(BEGIN, tenant, id, sourceId, now()).replaceWithVoid();
  }

  /** The last replay of the source's mapping; null when there never was one. */
  public Uni<@Nullable ReplayView> of(UUID sourceId) {
    return Panache.getSession()
        .chain(session -> session.createQuery("from Replay where sourceId = :source", Replay.class)
            .setParameter("source", sourceId)
            .getSingleResultOrNull())
        .map(found -> found == null ? null : found.view(clock.instant(), config.replayPatience()));
  }

  public Uni<Next> next(UUID tenant, UUID id) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            select source_id, behind from mapping_replay where tenant = ?1 and id = ?2""", Tuple.class)
            .setParameter(1, tenant)
            .setParameter(2, id)
            .getSingleResult())
        .map(row -> new Next(row.get(0, UUID.class), row.get(1, String.class)));
  }

  /** A step has looked at the signals up to that key. */
  public Uni<Void> goOn(UUID tenant, UUID id, String behind, ReplayFigures step) {
    return Sql.update(GO_ON, tenant, id, now(), step.signals(), step.deliveries(), step.moved(), step.joined(),
        step.firing(), behind).replaceWithVoid();
  }

  /** The last step has been taken; answers what has come of all. */
  public Uni<ReplayFigures> end(UUID tenant, UUID id, ReplayFigures step) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(END, Tuple.class)
            .setParameter(1, tenant)
            .setParameter(2, id)
            .setParameter(3, now())
            .setParameter(4, step.signals())
            .setParameter(5, step.deliveries())
            .setParameter(6, step.moved())
            .setParameter(7, step.joined())
            .setParameter(8, step.firing())
            .getSingleResult())
        .map(all -> new ReplayFigures(all.get(0, Integer.class), all.get(1, Integer.class), all.get(2, Integer.class),
            all.get(3, Integer.class), all.get(4, Integer.class)));
  }

  /** A round knows when it began, and may have had much to do before. */
  private OffsetDateTime now() {
    return utc(clock.instant());
  }
}
