package io.aims.incident.timeline;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import org.hibernate.LockMode;
import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Constraints;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * The lines of timelines, and the times of incidents that are kept beside them for figures over many.
 *
 * <p>Lines are read as columns: what an answer loads as an aggregate it names as a version that others wait for, and only
 * the lines that people have written have an event of their own.
 */
@ApplicationScoped
class Timelines {
  private static final String CORRECTED_ONCE = "timeline_entry_supersedes";
  private static final String PAGE = """
      select e.id, e.kind, e.occurredAt, e.createdAt, e.author, e.text, e.supersedes, s.id, e.signals
      from TimelineEntry e left join TimelineEntry s on s.supersedes = e.id
      where e.incidentId = :incident and (e.occurredAt > :at or e.occurredAt = :at and e.id > :id)
      order by e.occurredAt, e.id""";
  private static final String MARKS = """
      select id, kind, occurredAt, supersedes from TimelineEntry where incidentId = :incident""";
  private static final String LINE = MARKS + " and id = :id";
  private static final String TIMED = MARKS + " and kind in :timed order by createdAt, id";
  private static final List<EntryKind> KINDS = Arrays.stream(EntryKind.values()).filter(EntryKind::timed).toList();

  /** A line of this incident; null when it has none of that id. */
  Uni<@Nullable Mark> find(UUID incidentId, UUID id) {
    return Panache.getSession()
        .chain(session -> session.createQuery(LINE, Tuple.class)
            .setParameter("incident", incidentId)
            .setParameter("id", id)
            .getSingleResultOrNull())
        .map(row -> row == null ? null : mark(row));
  }

  Uni<Void> add(TimelineEntry entry) {
    return Panache.getSession().chain(session -> session.persist(entry).chain(session::flush));
  }

  /** In order of what happened; corrected lines stay, with the line that stands in their place. */
  Uni<Page<EntryView>> of(UUID incidentId, PageRequest page) {
    var after = Position.of(page);
    return Panache.getSession()
        .chain(session -> session.createQuery(PAGE, Tuple.class)
            .setParameter("incident", incidentId)
            .setParameter("at", after.at())
            .setParameter("id", after.id())
            .setMaxResults(Page.fetch(page))
            .getResultList())
        .map(rows -> Page.cut(
            rows.stream().map(Timelines::line).toList(), page, view -> new Position(view.occurredAt(), view.id())));
  }

  private static EntryView line(Tuple row) {
    return new EntryView(row.get(0, UUID.class), row.get(1, EntryKind.class), row.get(2, Instant.class),
        row.get(3, Instant.class), row.get(4, String.class), row.get(5, String.class), row.get(6, UUID.class),
        row.get(7, UUID.class), row.get(8, NamedSignals.class));
  }

  /** The timed steps and their corrections, in order of writing. */
  Uni<List<Mark>> timed(UUID incidentId) {
    return Panache.getSession()
        .chain(session -> session.createQuery(TIMED, Tuple.class)
            .setParameter("incident", incidentId)
            .setParameter("timed", KINDS)
            .getResultList())
        .map(rows -> rows.stream().map(Timelines::mark).toList());
  }

  private static Mark mark(Tuple row) {
    return new Mark(row.get(0, UUID.class), row.get(1, EntryKind.class), row.get(2, Instant.class),
        row.get(3, UUID.class));
  }

  /**
   * The kept times of an incident, locked until the transaction ends: who writes a line waits for who has written one
   * before, and then reads that as well.
   */
  Uni<IncidentTimes> lock(UUID tenant, UUID incidentId) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            insert into incident_times (tenant, incident_id) values (?1, ?2) on conflict do nothing""")
            .setParameter(1, tenant)
            .setParameter(2, incidentId)
            .executeUpdate()
            .chain(() -> session.find(IncidentTimes.class, incidentId, LockMode.PESSIMISTIC_WRITE)));
  }

  Uni<StatusTimes> kept(UUID incidentId) {
    return Panache.getSession()
        .chain(session -> session.find(IncidentTimes.class, incidentId))
        .map(found -> found == null ? StatusTimes.NONE : found.times());
  }

  /** Two corrections of one line: the slower one has to look at the line that stands now. */
  static <T> Uni<T> once(Uni<T> correction) {
    return correction.onFailure(Constraints.violated(CORRECTED_ONCE))
        .transform(lost -> new Refusal.Taken("That line has been corrected already; correct the one that stands."));
  }

  /** A place in a timeline, as cursors name it. */
  record Position(Instant at, UUID id) {
    private static final String FIRST = "0001-01-01T00:00:00Z/00000000-0000-0000-0000-000000000000";

    static Position of(PageRequest page) {
      return page.after(FIRST, text -> {
        var parts = text.split("/", 2);
        return new Position(Instant.parse(parts[0]), UUID.fromString(parts[1]));
      });
    }

    @Override
    public String toString() {
      return at + "/" + id;
    }
  }
}
