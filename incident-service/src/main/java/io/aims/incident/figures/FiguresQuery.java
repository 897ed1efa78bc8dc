package io.aims.incident.figures;

import static io.aims.platform.tenancy.Sql.utc;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;
import org.jspecify.annotations.Nullable;

import io.aims.incident.figures.Figures.OfSystem;
import io.aims.incident.figures.Figures.Spread;
import io.aims.incident.signal.Kind;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Adds up incidents by the times that their timelines tell, in one statement; what turned out to be none, or part of
 * another one, is left out. In the caller's transaction.
 */
@ApplicationScoped
class FiguresQuery {
  private static final String SPREAD = """
      cast(avg(%1$s) as double precision) as %2$s_mean,
        percentile_cont(0.5) within group (order by %1$s) as %2$s_p50,
        percentile_cont(0.9) within group (order by %1$s) as %2$s_p90""";
  private static final String FIGURES = """
      count(*) as incidents, count(t.acknowledged_at) as acknowledged,
        count(t.resolved_at) as resolved, count(i.recurrence_of) as recurrences,
        count(*) filter (where i.relapses > 0) as relapsed,
        %s,
        %s
      from incident_times t join incident i on i.tenant = t.tenant and i.id = t.incident_id
      where t.tenant = ?1 and t.detected_at >= ?2 and t.detected_at < ?3
        and (?4 = '' or i.kind = ?4) and (?5 = '' or i.system_id = cast(nullif(?5, '') as uuid))
        and i.state not in ('DISMISSED', 'MERGED')""".formatted(
      SPREAD.formatted("cast(extract(epoch from t.acknowledged_at - t.detected_at) as double precision)",
          "to_acknowledge"),
      SPREAD.formatted("cast(extract(epoch from t.resolved_at - t.detected_at) as double precision)", "to_resolve"));
  private static final String BY_KIND = "select i.kind, " + FIGURES
      + " group by grouping sets ((), (i.kind)) order by i.kind nulls first";
  private static final String BY_SYSTEM = "select i.system_id, " + FIGURES
      + " and i.system_id > ?6 group by i.system_id order by i.system_id limit ?7";

  /** Which incidents: detected from {@code from} on and before {@code to}; null filters nothing. */
  record Scope(Instant from, Instant to, @Nullable Kind kind, @Nullable UUID systemId) {
    Scope {
      if (!from.isBefore(to)) {
        throw new Refusal.Malformed("'from' has to be before 'to'.");
      }
    }
  }

  /** All of them first, then kind by kind. */
  Uni<List<Figures>> of(UUID tenant, Scope scope) {
    return Panache.getSession()
        .chain(session -> in(scope, tenant, session.createNativeQuery(BY_KIND, Tuple.class)).getResultList())
        .map(rows -> rows.stream().map(row -> {
          var kind = row.get(0, String.class);
          return figures(row, kind == null ? null : Kind.valueOf(kind));
        }).toList());
  }

  /** System by system, in order of their ids. */
  Uni<Page<OfSystem>> bySystem(UUID tenant, Scope scope, PageRequest page) {
    var after = page.after(new UUID(0, 0).toString(), UUID::fromString);
    return Panache.getSession()
        .chain(session -> in(scope, tenant, session.createNativeQuery(BY_SYSTEM, Tuple.class)).setParameter(6, after)
            .setParameter(7, Page.fetch(page))
            .getResultList())
        .map(
            rows -> rows.stream().map(row -> new OfSystem(row.get(0, UUID.class), figures(row, scope.kind()))).toList())
        .map(found -> Page.cut(found, page, OfSystem::systemId));
  }

  private static SelectionQuery<Tuple> in(Scope scope, UUID tenant, SelectionQuery<Tuple> query) {
    return query.setParameter(1, tenant)
        .setParameter(2, utc(scope.from()))
        .setParameter(3, utc(scope.to()))
        .setParameter(4, scope.kind() == null ? "" : scope.kind().name())
        .setParameter(5, scope.systemId() == null ? "" : scope.systemId().toString());
  }

  private static Figures figures(Tuple row, @Nullable Kind kind) {
    return new Figures(kind, row.get(1, Long.class), row.get(2, Long.class), row.get(3, Long.class),
        row.get(4, Long.class), row.get(5, Long.class), spread(row, 6), spread(row, 9));
  }

  private static @Nullable Spread spread(Tuple row, int first) {
    return Spread.of(row.get(first, Double.class), row.get(first + 1, Double.class), row.get(first + 2, Double.class));
  }
}
