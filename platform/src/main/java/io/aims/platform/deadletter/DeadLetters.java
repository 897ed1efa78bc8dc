package io.aims.platform.deadletter;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Sql;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** The dead letters of an organisation; always inside the caller's transaction. */
@ApplicationScoped
class DeadLetters {
  private static final String ONE = "select " + DeadLetterView.COLUMNS + """
      , body, epoch, stream_seq,
        (select count(*) from parked_event p where p.tenant = dead_letter.tenant and p.feed = dead_letter.feed
           and p.aggregate_id = dead_letter.aggregate_id and p.version > dead_letter.version) as waiting
      from dead_letter where tenant = ?1 and id = ?2""";
  /** An event that was found to have its effect already closes its letter here; one that got it now has closed it. */
  private static final String REDRIVEN = """
      update dead_letter set attempts = attempts + case state when 'OPEN' then 1 else 0 end, state = 'REDRIVEN',
        redriven_at = coalesce(redriven_at, now()), redriven_by = ?3, reason = ?4
      where tenant = ?1 and id = ?2 and redriven_by is null and state <> 'DISCARDED'""";
  private static final String DISCARDED = """
      update dead_letter set state = 'DISCARDED', discarded_at = now(), discarded_by = ?3, reason = ?4
      where tenant = ?1 and id = ?2 and state = 'OPEN'""";
  private static final String FAILED_AGAIN = """
      update dead_letter set attempts = attempts + 1, cause = ?3 where tenant = ?1 and id = ?2 and state = 'OPEN'""";

  /** What a list is narrowed to; null narrows nothing. */
  record Filter(@Nullable String feed, DeadLetterView.@Nullable State state) {}

  /**
   * A dead letter whole.
   *
   * @param waiting number of later events of the aggregate that wait behind it
   */
  record Letter(DeadLetterView view, byte[] body, int epoch, @Nullable Long streamSeq, int waiting) {

    /** This letter, if nothing has closed it; else refuses {@code command}. */
    Letter open(String command) {
      if (view.state() != DeadLetterView.State.OPEN) {
        throw new Refusal.NotAllowedNow(command, view.state().name(), Set.of());
      }
      return this;
    }
  }

  /** Newest first. */
  Uni<Page<DeadLetterView>> list(UUID tenant, Filter filter, PageRequest page) {
    var sql = new StringBuilder(
        "select " + DeadLetterView.COLUMNS + " from dead_letter where tenant = ?1 and id < ?2");
    var values = new ArrayList<Object>(List.of(tenant, page.beforeId()));
    narrow("feed", filter.feed(), sql, values);
    narrow("state", filter.state() == null ? null : filter.state().name(), sql, values);
    return Panache.getSession().chain(session -> {
      var query = session.createNativeQuery(sql.append(" order by id desc").toString(), Tuple.class);
      for (var i = 0; i < values.size(); i++) {
        query.setParameter(i + 1, values.get(i));
      }
      return query.setMaxResults(Page.fetch(page)).getResultList();
    }).map(rows -> Page.cut(rows.stream().map(DeadLetterView::of).toList(), page, DeadLetterView::id));
  }

  private static void narrow(String column, @Nullable String value, StringBuilder sql, List<Object> values) {
    if (value != null) {
      values.add(value);
      sql.append(" and ").append(column).append(" = ?").append(values.size());
    }
  }

  Uni<@Nullable Letter> find(UUID tenant, UUID id) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(ONE, Tuple.class)
            .setParameter(1, tenant)
            .setParameter(2, id)
            .getSingleResultOrNull())
        .map(row -> row == null ? null : letter(row));
  }

  private static Letter letter(Tuple row) {
    var rest = DeadLetterView.COLUMN_COUNT;
    return new Letter(DeadLetterView.of(row), row.get(rest, byte[].class), row.get(rest + 1, Integer.class),
        row.get(rest + 2, Long.class), row.get(rest + 3, Number.class).intValue());
  }

  /** Notes who has tried again with success; false when somebody else has meanwhile. */
  Uni<Boolean> redriven(UUID tenant, UUID id, String by, String reason) {
    return Sql.update(REDRIVEN, tenant, id, by, reason).map(rows -> rows == 1);
  }

  /** Notes who has closed it for good; false when something else has meanwhile. */
  Uni<Boolean> discarded(UUID tenant, UUID id, String by, String reason) {
    return Sql.update(DISCARDED, tenant, id, by, reason).map(rows -> rows == 1);
  }

  Uni<Void> failedAgain(UUID tenant, UUID id, String cause) {
    return Sql.update(FAILED_AGAIN, tenant, id, cause).replaceWithVoid();
  }
}
