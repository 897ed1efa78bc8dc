package io.aims.incident.review;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.review.Findings.Decision;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.time.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** The reviews of incidents and what they propose to others; in the caller's transaction. */
@ApplicationScoped
public class Reviews {
  private final EventLog eventLog;
  private final Ids ids;
  private final Clock clock;

  Reviews(EventLog eventLog, Ids ids, Clock clock) {
    this.eventLog = eventLog;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Keeps a review, and proposes each decision that it adds to those of its earlier writings by an event of its own.
   *
   * @param since when the incident relapsed or was re-opened, as each of its lives has a review of its own; null before that
   */
  public Uni<Void> write(UUID tenant, UUID incidentId, UUID systemId, Findings findings, @Nullable Instant since,
      Cause cause) {
    var now = clock.instant();
    var review = new Review(ids.next(), tenant, incidentId, findings, cause.actor(), now);
    return proposed(incidentId, since == null ? Instant.EPOCH : since)
        .map(findings::beyond)
        .call(() -> Panache.getSession().chain(session -> session.persist(review)))
        .chain(added -> propose(tenant, incidentId, systemId, added, now, cause));
  }

  private static Uni<List<Decision>> proposed(UUID incidentId, Instant since) {
    return Panache.getSession()
        .chain(session -> session
            .createQuery("from Proposal where incidentId = :incident and createdAt >= :since", Proposal.class)
            .setParameter("incident", incidentId)
            .setParameter("since", since)
            .getResultList())
        .map(found -> found.stream().map(Proposal::decision).toList());
  }

  private Uni<Void> propose(UUID tenant, UUID incidentId, UUID systemId, List<Decision> decisions, Instant now,
      Cause cause) {
    var chain = Uni.createFrom().voidItem();
    for (var decision : decisions) {
      var proposal = new Proposal(ids.next(), tenant, incidentId, systemId, decision, now);
      chain = chain.chain(() -> eventLog.record(proposal, proposal.proposed(), cause)).replaceWithVoid();
    }
    return chain;
  }

  /** The review that counts; null before the first. */
  public Uni<@Nullable Findings> latest(UUID incidentId) {
    return Panache.getSession()
        .chain(session -> session.createQuery("from Review where incidentId = :incident order by id desc", Review.class)
            .setParameter("incident", incidentId)
            .setMaxResults(1)
            .getSingleResultOrNull())
        .map(found -> found == null ? null : found.findings());
  }

  /**
   * Of which nonconformities the corrective actions are a part that reviews of these incidents have proposed and somebody
   * has accepted.
   *
   * @param since proposed at that time or later; null for whenever
   */
  public Uni<Set<UUID>> became(Collection<UUID> incidentIds, @Nullable Instant since) {
    return Panache.getSession()
        .chain(session -> session.createQuery("""
            select o.partOfId from Proposal p join ProposalOutcome o on o.tenant = p.tenant and o.id = p.id
            where p.incidentId in :incidents and p.createdAt >= :since and o.type = 'corrective-action'""", UUID.class)
            .setParameter("incidents", incidentIds)
            .setParameter("since", since == null ? Instant.EPOCH : since)
            .getResultList())
        .map(Set::copyOf);
  }

  /** What reviews of the incident have proposed and what became of it, oldest first. */
  public Uni<List<ProposalView>> proposals(UUID incidentId) {
    return Panache.getSession()
        .chain(session -> session.createQuery("""
            select p, o, u from Proposal p
            left join ProposalOutcome o on o.tenant = p.tenant and o.id = p.id
            left join Undertaking u on u.tenant = o.tenant and u.id = o.becameId
            where p.incidentId = :incident order by p.id""", Object[].class)
            .setParameter("incident", incidentId)
            .setMaxResults(200)
            .getResultList())
        .map(found -> found.stream().map(Reviews::view).toList());
  }

  private static ProposalView view(Object[] row) {
    return ((Proposal) row[0]).view((ProposalOutcome) row[1], (Undertaking) row[2]);
  }
}
