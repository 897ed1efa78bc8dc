package io.aims.incident.review;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.inbox.ReceivedEvent;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Takes down what the services that a review asks say of its proposals; in the caller's transaction. */
@ApplicationScoped
public class Outcomes {

  /** The proposal became {@code became}, as {@code event} says. */
  public Uni<Void> accepted(UUID proposalId, Became became, ReceivedEvent event) {
    return keep(new ProposalOutcome(proposalId, became, event));
  }

  /** The proposal was turned down, as {@code event} says. */
  public Uni<Void> declined(UUID proposalId, ReceivedEvent event) {
    return keep(new ProposalOutcome(proposalId, null, event));
  }

  /** The first outcome of a proposal stands. */
  private static Uni<Void> keep(ProposalOutcome outcome) {
    return Panache.getSession()
        .chain(session -> session.find(ProposalOutcome.class, outcome.id())
            .chain(found -> found == null ? session.persist(outcome) : Uni.createFrom().voidItem()));
  }

  /** Somebody has begun {@code id} as a part of {@code partOfId}. */
  public Uni<Void> begun(UUID id, UUID partOfId, ReceivedEvent event) {
    return Panache.getSession().chain(session -> session.persist(new Undertaking(id, partOfId, event)));
  }

  /** {@code id} has come this far; of what nobody has begun here nothing is kept. */
  public Uni<Void> moved(UUID id, Progress to, ReceivedEvent event) {
    return Panache.getSession()
        .chain(session -> session.find(Undertaking.class, id))
        .onItem()
        .ifNotNull()
        .invoke(found -> found.move(to, event.time()))
        .replaceWithVoid();
  }

  /** All parts of {@code partOfId} that were {@code from} are {@code to} now. */
  public Uni<Void> moved(UUID partOfId, Progress from, Progress to, ReceivedEvent event) {
    return Panache.getSession()
        .chain(session -> session
            .createMutationQuery("""
                update Undertaking set progress = :to, changedAt = :at
                where partOfId = :partOf and progress = :from""")
            .setParameter("to", to)
            .setParameter("at", event.time())
            .setParameter("partOf", partOfId)
            .setParameter("from", from)
            .executeUpdate())
        .replaceWithVoid();
  }
}
