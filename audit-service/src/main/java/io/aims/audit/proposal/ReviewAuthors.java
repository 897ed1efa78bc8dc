package io.aims.audit.proposal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.inbox.ReceivedEvent;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Who has written reviews: each writing stands for all that it repeats, so that all of their authors count as authors of what
 * the review proposes. In the caller's transaction.
 */
@ApplicationScoped
public class ReviewAuthors {
  private static final String OF_THAT_LIFE = """
      with life as (
        select max(at) filter (where at <= ?3) as begun, min(at) filter (where at > ?3) as over
        from review_writing where tenant = ?1 and incident_id = ?2 and written_by is null)
      select distinct w.written_by from review_writing w cross join life
      where w.tenant = ?1 and w.incident_id = ?2 and w.written_by is not null
      and (life.begun is null or w.at >= life.begun) and (life.over is null or w.at < life.over)""";

  /** Somebody has written the review of an incident, or has written it anew. */
  public Uni<Void> wrote(ReceivedEvent event) {
    return note(event, event.actor());
  }

  /** The incident lives again; what is reviewed from now on is another review. */
  public Uni<Void> begunAnew(ReceivedEvent event) {
    return note(event, null);
  }

  private static Uni<Void> note(ReceivedEvent event, @Nullable String author) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            insert into review_writing (tenant, incident_id, version, written_by, at)
            values (?1, ?2, ?3, nullif(cast(?4 as text), ''), ?5) on conflict do nothing""")
            .setParameter(1, event.tenant())
            .setParameter(2, event.aggregateId())
            .setParameter(3, event.aggregateVersion())
            .setParameter(4, author == null ? "" : author)
            .setParameter(5, utc(event.time()))
            .executeUpdate())
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

  /** Takes down no longer who wrote the review of this incident. */
  public Uni<Void> forget(UUID tenant, UUID incidentId) {
    return Panache.getSession()
        .chain(session -> session
            .createNativeQuery("delete from review_writing where tenant = ?1 and incident_id = ?2")
            .setParameter(1, tenant)
            .setParameter(2, incidentId)
            .executeUpdate())
        .replaceWithVoid();
  }

  private static OffsetDateTime utc(Instant time) {
    return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
  }
}
