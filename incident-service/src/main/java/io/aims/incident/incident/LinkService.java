package io.aims.incident.incident;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.link.KnownRisks;
import io.aims.incident.link.Links;
import io.aims.incident.link.Target;
import io.aims.platform.time.Ids;
import io.smallrye.mutiny.Uni;

/** What people say an incident has to do with, beside the effects that it has by itself. */
@ApplicationScoped
class LinkService {
  private final IncidentDesk desk;
  private final Links links;
  private final KnownRisks risks;
  private final Ids ids;
  private final Clock clock;

  LinkService(IncidentDesk desk, Links links, KnownRisks risks, Ids ids, Clock clock) {
    this.desk = desk;
    this.links = links;
    this.risks = risks;
    this.ids = ids;
    this.clock = clock;
  }

  Uni<IncidentView> link(Request request, Target target) {
    var linkId = ids.next();
    return risks.requireKnown(request.person().tenant(), target)
        .chain(() -> desk.on(request, incident -> desk.record(request, incident, incident.link(linkId, target))
            .call(() -> links.add(incident.tenant(), incident.id(), linkId, target, request.person().personId(),
                clock.instant()))));
  }

  Uni<IncidentView> withdraw(Request request, UUID linkId) {
    return desk.on(request, incident -> links.get(incident.id(), linkId)
        .chain(link -> desk.record(request, incident, incident.unlink(link)))
        .call(() -> links.withdraw(incident.tenant(), incident.id(), linkId)));
  }
}
