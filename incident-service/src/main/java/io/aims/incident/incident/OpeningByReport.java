package io.aims.incident.incident;

import java.time.Duration;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.counting.IncidentKeys;
import io.aims.incident.counting.OpenKey;
import io.aims.incident.system.KnownSystems;
import io.aims.platform.event.Cause;
import io.aims.platform.identity.Caller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.smallrye.mutiny.Uni;

/** A person opens an incident because somebody has told of it, and no monitor has. */
@ApplicationScoped
public class OpeningByReport {
  /** News of a system that was registered just now. */
  private static final Duration NEWS = Duration.ofSeconds(3);
  private final Transactions transactions;
  private final KnownSystems systems;
  private final Opener opener;
  private final IncidentViews views;

  OpeningByReport(Transactions transactions, KnownSystems systems, Opener opener, IncidentViews views) {
    this.transactions = transactions;
    this.systems = systems;
    this.opener = opener;
    this.views = views;
  }

  /** Waits, outside of any transaction, until the system is known here; refuses when it stays unknown. */
  Uni<Void> awaitSystem(Caller person, UUID systemId) {
    return systems.knows(person.tenant(), systemId, NEWS).invoke(known -> {
      if (!known) {
        throw new Refusal.UnknownReference("systemId");
      }
    }).replaceWithVoid();
  }

  Uni<IncidentView> open(Caller person, IncidentReport report, String reason) {
    return transactions.in(person.tenant(),
        () -> begin(person.tenant(), report, Cause.of(person, reason)).chain(views::of));
  }

  /** Opens it in the caller's transaction; refuses when one of this system and kind is open, and says which. */
  public Uni<IncidentFacts> open(UUID tenant, IncidentReport report, Cause cause) {
    return begin(tenant, report, cause).map(IncidentFacts::of);
  }

  private Uni<Incident> begin(UUID tenant, IncidentReport report, Cause cause) {
    return requireFree(tenant, report.about())
        .chain(() -> opener.open(tenant, report, cause))
        .onFailure(IncidentKeys.taken())
        .transform(lost -> new Refusal.Taken("An incident of this system and kind has just been opened."));
  }

  private Uni<Void> requireFree(UUID tenant, OpenKey about) {
    return opener.lock(tenant, about, null).invoke(open -> {
      if (open != null) {
        throw new Refusal.Taken("%s is open for this system and kind; add to it: /v1/incidents/%s/timeline"
            .formatted(open.reference(), open.id()));
      }
    }).replaceWithVoid();
  }
}
