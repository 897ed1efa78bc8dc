package io.aims.incident.severity;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.time.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** The assessments of incidents: each is kept, the latest counts; in the caller's transaction. */
@ApplicationScoped
public class Assessments {
  private final Ids ids;
  private final Clock clock;

  Assessments(Ids ids, Clock clock) {
    this.ids = ids;
    this.clock = clock;
  }

  public Uni<Void> add(UUID tenant, UUID incidentId, Judgement judgement, String by) {
    var assessment = new Assessment(ids.next(), tenant, incidentId, judgement, by, clock.instant());
    return Panache.getSession().chain(session -> session.persist(assessment));
  }

  /** The one that counts; null before the first. */
  public Uni<@Nullable AssessmentView> latest(UUID incidentId) {
    return Panache.getSession()
        .chain(session -> session
            .createQuery("from Assessment where incidentId = :incident order by id desc", Assessment.class)
            .setParameter("incident", incidentId)
            .setMaxResults(1)
            .getSingleResultOrNull())
        .map(found -> found == null ? null : found.view());
  }
}
