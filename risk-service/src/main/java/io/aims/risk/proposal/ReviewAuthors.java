package io.aims.risk.proposal;

import static io.aims.platform.tenancy.Sql.utc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.inbox.ReceivedEvent;
import io.aims.platform.tenancy.Sql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Who has written reviews: each writing stands for all that it repeats, so that all of their authors count as authors of what
 * the review proposes. In the caller's transaction.
 */
@ApplicationScoped
public class ReviewAuthors {
  private static final String OF_THAT_LIFE = """
      with proposing as (
        select max(version) as version from review_writing
        where tenant = ?1 and incident_id = ?2 and written_by is not null and at <= ?3),
      life as (
        select max(w.version) filter (where coalesce(w.version < p.version, w.at <= ?3)) as begun,
          min(w.version) filter (where coalesce(w.version > p.version, w.at > ?3)) as over
        from review_writing w cross join proposing p
        where w.tenant = ?1 and w.incident_id = ?2 and w.written_by is null)
      select distinct w.written_by from review_writing w cross join life
      where w.tenant = ?1 and w.incident_id = ?2 and w.written_by is not null
      and (life.begun is null or w.version > life.begun) and (life.over is null or w.version < life.over)""";
  /** What a restore of the incident service has lost is not among what has been written. */
  private static final String LOST = """
      delete from review_writing where tenant = ?1 and incident_id = ?2 and version >= ?3""";

  /** Somebody has written the review of an incident, or has written it anew. */
  public Uni<Void> wrote(ReceivedEvent event) {
    return note("insert into review_writing (tenant, incident_id, version, at, written_by) values (?1, ?2, ?3, ?4, ?5)",
        event, event.actor());
  }

  /** The incident lives again; what is reviewed from now on is another review. */
  public Uni<Void> begunAnew(ReceivedEvent event) {
    return note("insert into review_writing (tenant, incident_id, version, at) values (?1, ?2, ?3, ?4)", event);
  }

  private static Uni<Void> note(String insert, ReceivedEvent event, Object... author) {
    var row = new ArrayList<Object>(
        List.of(event.tenant(), event.aggregateId(), event.aggregateVersion(), utc(event.time())));
    row.addAll(List.of(author));
    return Sql.update(LOST, event.tenant(), event.aggregateId(), event.aggregateVersion())
        .chain(() -> Sql.update(insert, row.toArray()))
        .replaceWithVoid();
  }

  /** All who have written the review that has proposed something at that time, in that life of the incident. */
  Uni<Set<String>> of(UUID tenant, UUID incidentId, Instant proposedAt) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(OF_THAT_LIFE, String.class)
            .setParameter(1, tenant)
            .setParameter(2, incidentId)
            .setParameter(3, utc(proposedAt))
            .getResultList())
        .map(Set::copyOf);
  }
}
