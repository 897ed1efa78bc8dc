package io.aims.incident.incident;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.event.Cause;
import io.smallrye.mutiny.Uni;

/** Lets other features look at an incident and hold its evidence, in their own transaction. */
@ApplicationScoped
public class IncidentRegister {
  private final Incidents incidents;
  private final IncidentLog log;

  IncidentRegister(Incidents incidents, IncidentLog log) {
    this.incidents = incidents;
    this.log = log;
  }

  /** The incident; refuses as not found when the organisation has none of that id. */
  public Uni<IncidentFacts> get(UUID id) {
    return incidents.get(id).map(IncidentFacts::of);
  }

  /**
   * The same with a lock, together with the one that it was merged into: nobody decides upon their evidence until the
   * transaction ends. To be asked before any clocks are locked.
   */
  public Uni<IncidentFacts> hold(UUID id) {
    return incidents.hold(id)
        .call(incident -> incident.mergedInto() == null
            ? Uni.createFrom().voidItem()
            : incidents.hold(incident.mergedInto()))
        .map(IncidentFacts::of);
  }

  /**
   * The same, kept as it is until the transaction ends, together with the one that it was merged into: what is added to it is
   * there when they are to be closed.
   */
  public Uni<IncidentFacts> keep(UUID id) {
    return incidents.keep(id)
        .call(incident -> incident.mergedInto() == null
            ? Uni.createFrom().voidItem()
            : incidents.keep(incident.mergedInto()))
        .map(IncidentFacts::of);
  }

  /** The incident, or the one that it was merged into, and all that this one has taken in. */
  public Uni<List<UUID>> whole(UUID id) {
    return incidents.get(id)
        .chain(incident -> incidents.withMerged(incident.mergedInto() == null ? id : incident.mergedInto()));
  }

  /** Who speaks for the incident, or the one that it was merged into, and who commands it; nobody yet, perhaps. */
  public Uni<List<UUID>> responders(UUID id) {
    return incidents.get(id)
        .chain(incident -> incident.mergedInto() == null
            ? Uni.createFrom().item(incident)
            : incidents.get(incident.mergedInto()))
        .map(incident -> Stream.of(ResponseRole.LIAISON, ResponseRole.COMMANDER)
            .map(incident::holder)
            .filter(Objects::nonNull)
            .distinct()
            .toList());
  }

  /** The evidence of the incident, or of the one that it was merged into, is held because of a clock. */
  public Uni<Void> holdEvidence(UUID id, UUID clockId, Cause cause) {
    return incidents.get(id)
        .chain(incident -> incident.mergedInto() == null
            ? Uni.createFrom().item(incident)
            : incidents.get(incident.mergedInto()))
        .chain(incidents::lock)
        .chain(incident -> incident.holdEvidenceFor(clockId)
            .map(held -> log.record(incident, held, cause).replaceWithVoid())
            .orElseGet(() -> Uni.createFrom().voidItem()));
  }
}
