package io.aims.incident.containment;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.time.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** The containments of incidents, each kept as it was recorded; in the caller's transaction. */
@ApplicationScoped
public class Containments {
  /** How many an incident can have, so that its view shows all of them. */
  static final int MOST = 100;
  private final Ids ids;
  private final Clock clock;

  Containments(Ids ids, Clock clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /** @param occurredAt when that was; null means now */
  public Uni<Void> add(UUID tenant, UUID incidentId, Measure measure, @Nullable Instant occurredAt, String author,
      String reason) {
    var now = clock.instant();
    var containment = new RecordedContainment(ids.next(), tenant, incidentId, measure,
        occurredAt == null ? now : occurredAt.truncatedTo(ChronoUnit.MICROS), author, reason, now);
    return of(incidentId).invoke(Containments::requireFew)
        .chain(() -> Panache.getSession().chain(session -> session.persist(containment)));
  }

  private static void requireFew(Collection<ContainmentView> known) {
    if (known.size() >= MOST) {
      throw new Refusal.Invalid("containment",
          "the incident has " + MOST + " of them already; note it in the timeline");
    }
  }

  /** All of an incident, in the order in which they were recorded. */
  public Uni<List<ContainmentView>> of(UUID incidentId) {
    return Panache.getSession()
        .chain(session -> session
            .createQuery("from RecordedContainment where incidentId = :incident order by id",
                RecordedContainment.class)
            .setParameter("incident", incidentId)
            .getResultList())
        .map(found -> found.stream().map(RecordedContainment::view).toList());
  }

  /** What has been done for any of these incidents, whenever. */
  public Uni<Set<Containment>> used(Collection<UUID> incidentIds) {
    return Panache.getSession()
        .chain(session -> session
            .createQuery("select distinct containment from RecordedContainment where incidentId in :incidents",
                Containment.class)
            .setParameter("incidents", incidentIds)
            .getResultList())
        .map(TreeSet::new);
  }

  public static Set<Containment> kinds(Collection<ContainmentView> containments) {
    var used = EnumSet.noneOf(Containment.class);
    containments.forEach(recorded -> used.add(recorded.containment()));
    return used;
  }
}
