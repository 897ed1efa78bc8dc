package io.aims.risk.proposal;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.time.Ids;
import io.smallrye.mutiny.Uni;

/** Takes in what incidents tell that matters to proposals; inside a feed's transaction. */
@ApplicationScoped
public class ProposalIntake {
  private final KnownIncidents incidents;
  private final EventLog eventLog;
  private final Ids ids;
  private final Clock clock;

  ProposalIntake(KnownIncidents incidents, EventLog eventLog, Ids ids, Clock clock) {
    this.incidents = incidents;
    this.eventLog = eventLog;
    this.ids = ids;
    this.clock = clock;
  }

  /** An incident is open, for the first time or again. */
  public Uni<Void> opened(UUID tenant, UUID incidentId, String kind, String severity) {
    return incidents.locked(incidentId).chain(known -> {
      if (known == null) {
        return incidents.persist(new KnownIncident(incidentId, tenant, kind, severity));
      }
      known.opened(kind, severity);
      return Uni.createFrom().item(known);
    }).replaceWithVoid();
  }

  /** An incident is worse than it was when it opened. */
  public Uni<Void> worsened(UUID incidentId, String severity) {
    return incidents.locked(incidentId).invoke(known -> {
      if (known != null) {
        known.worsen(severity);
      }
    }).replaceWithVoid();
  }

  /** An incident has turned out to be none. */
  public Uni<Void> dismissed(UUID tenant, UUID incidentId) {
    return incidents.locked(incidentId)
        .chain(known -> known == null
            ? incidents.persist(KnownIncidents.unknown(tenant, incidentId))
            : Uni.createFrom().item(known))
        .invoke(KnownIncident::dismiss)
        .replaceWithVoid();
  }

  /** A review proposes something; it waits for a person from now on. */
  public Uni<Void> receive(UUID tenant, ReviewProposal proposed, Cause cause) {
    var proposal = Proposal.receive(ids.next(), tenant, proposed, clock.instant());
    return eventLog.record(proposal, proposal.received(), cause).replaceWithVoid();
  }
}
