package io.aims.incident.incident;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Figures over many incidents, added up by the database in one statement; what turned out to be none, or part of another
 * one, is left out.
 */
@ApplicationScoped
class IncidentFigures {
  private static final String BY = """
      select cast(i.%1$s as text) as key, count(*) as incidents, count(t.acknowledged_at) as acknowledged,
        count(t.resolved_at) as resolved,
        cast(avg(extract(epoch from t.acknowledged_at - t.detected_at)) as double precision) as to_acknowledge,
        cast(avg(extract(epoch from t.resolved_at - t.detected_at)) as double precision) as to_resolve,
        count(i.recurrence_of) as recurrences
      from incident_times t join incident i on i.tenant = t.tenant and i.id = t.incident_id
      where t.tenant = ?1 and t.detected_at >= ?2 and t.detected_at < ?3 and cast(i.%1$s as text) > ?4
        and i.state not in ('DISMISSED', 'MERGED')
      group by cast(i.%1$s as text) order by cast(i.%1$s as text) limit ?5""";

  /** What is added up separately. */
  enum By {
    KIND("kind"), SYSTEM("system_id");

    private final String sql;

    By(String column) {
      this.sql = BY.formatted(column);
    }
  }

  /** From its beginning up to, and without, its end. */
  record Period(Instant from, Instant to) {
    Period {
      if (!from.isBefore(to)) {
        throw new Refusal.Malformed("'from' has to be before 'to'.");
      }
    }
  }

  /**
   * The figures of one kind, or of one system.
   *
   * @param secondsToAcknowledge on average, of those that have been acknowledged (MTTA)
   * @param secondsToResolve on average, of those that have been resolved (MTTR)
   * @param recurrences those that came back not long after an earlier one had been closed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Figures(String key, long incidents, long acknowledged, long resolved, @Nullable Long secondsToAcknowledge,
      @Nullable Long secondsToResolve, long recurrences) {
    static Figures of(Tuple row) {
      return new Figures(row.get(0, String.class), row.get(1, Long.class), row.get(2, Long.class),
          row.get(3, Long.class), rounded(row.get(4, Double.class)), rounded(row.get(5, Double.class)),
          row.get(6, Long.class));
    }

    private static @Nullable Long rounded(@Nullable Double seconds) {
      return seconds == null ? null : Math.round(seconds);
    }
  }

  Uni<Page<Figures>> of(UUID tenant, Period period, By by, PageRequest page) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(by.sql, Tuple.class)
            .setParameter(1, tenant)
            .setParameter(2, OffsetDateTime.ofInstant(period.from(), ZoneOffset.UTC))
            .setParameter(3, OffsetDateTime.ofInstant(period.to(), ZoneOffset.UTC))
            .setParameter(4, page.after(""))
            .setParameter(5, Page.fetch(page))
            .getResultList())
        .map(rows -> Page.cut(rows.stream().map(Figures::of).toList(), page, Figures::key));
  }
}
