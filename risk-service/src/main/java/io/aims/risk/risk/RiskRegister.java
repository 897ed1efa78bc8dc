package io.aims.risk.risk;

import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.event.References;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.time.Ids;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** What other features ask of the risks; always inside a transaction of the organisation. */
@ApplicationScoped
public class RiskRegister {
  private final Risks risks;
  private final EventLog eventLog;
  private final References references;
  private final Ids ids;
  private final Clock clock;

  RiskRegister(Risks risks, EventLog eventLog, References references, Ids ids, Clock clock) {
    this.risks = risks;
    this.eventLog = eventLog;
    this.references = references;
    this.ids = ids;
    this.clock = clock;
  }

  /** Identifies a risk that a system's assessment has found; its id. */
  public Uni<UUID> identify(UUID tenant, UUID systemId, UUID assessmentId, RiskStatement statement, UUID ownerId,
      Cause cause) {
    return identify(new Risk.Origin(tenant, systemId, assessmentId, null), statement, ownerId, cause).map(Risk::id);
  }

  /** Identifies a risk of a system that a case has taught; its id. What is done about it counts for the case. */
  public Uni<UUID> identifyIn(UUID caseId, UUID tenant, UUID systemId, RiskStatement statement, UUID ownerId,
      Cause cause) {
    return identify(new Risk.Origin(tenant, systemId, null, caseId), statement, ownerId, cause.inCase(caseId))
        .map(Risk::id);
  }

  /**
   * What an incident touches: the risks of a system about some themes; or, when there are none, a risk that nobody had
   * thought of, which then belongs to the system's owner. Beside them those that people have linked it to.
   */
  public record Touched(UUID systemId, UUID systemOwnerId, Set<Theme> themes, Set<UUID> linked,
      RiskStatement unforeseen) {
    boolean byItself(Risk risk) {
      return systemId.equals(risk.systemId()) && themes.contains(risk.theme());
    }
  }

  /**
   * Flags every risk that an incident touches and that does not bear its flag already, one after the other; identifies
   * the unforeseen one first when there is none.
   */
  public Uni<Void> flag(UUID tenant, Touched touched, Flag flag, Cause cause) {
    return risks.lockedOf(touched.systemId(), touched.themes(), touched.linked())
        .chain(found -> found.stream().anyMatch(touched::byItself)
            ? Uni.createFrom().item(found)
            : identify(new Risk.Origin(tenant, touched.systemId(), null, null), touched.unforeseen(),
                touched.systemOwnerId(), cause).map(risk -> Stream.concat(found.stream(), Stream.of(risk)).toList()))
        .chain(found -> Multi.createFrom()
            .iterable(found.stream().filter(risk -> risk.flags().of(flag.incidentId()).isEmpty()).toList())
            .onItem()
            .transformToUniAndConcatenate(risk -> eventLog.record(risk, risk.flag(flag), cause))
            .collect()
            .last())
        .replaceWithVoid();
  }

  /** Flags one risk for an incident that showed it to be greater than thought, unless it bears that flag already. */
  public Uni<Void> flag(UUID riskId, UUID systemId, Flag flag, Cause cause) {
    return bearingOn(riskId, systemId)
        .chain(risk -> risk.flags().of(flag.incidentId()).isPresent()
            ? Uni.createFrom().item(risk)
            : eventLog.record(risk, risk.flag(flag), cause.inCase(flag.caseId())))
        .replaceWithVoid();
  }

  /** Flags a risk of the organisation that a person has linked to an incident, unless it bears that flag already. */
  public Uni<Void> flagLinked(UUID riskId, Flag flag, Cause cause) {
    return risks.findLocked(riskId)
        .chain(risk -> risk == null || risk.flags().of(flag.incidentId()).isPresent()
            ? Uni.createFrom().voidItem()
            : eventLog.record(risk, risk.flag(flag), cause).replaceWithVoid());
  }

  /**
   * Takes the flag of an incident from a risk that a person does not link to it any more, unless it is a risk of {@code systemId}
   * about one of {@code themes}, which the incident touches by itself.
   */
  public Uni<Void> unlink(UUID riskId, UUID incidentId, UUID systemId, Set<Theme> themes, Cause cause) {
    return risks.findLocked(riskId)
        .chain(risk -> risk == null || systemId.equals(risk.systemId()) && themes.contains(risk.theme())
            ? Uni.createFrom().voidItem()
            : risk.withdrawFlag(incidentId)
                .map(event -> eventLog.record(risk, event, cause).replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  /** Adds a step that a case has taught to the treatment of a risk. */
  public Uni<Void> planFurther(UUID riskId, UUID systemId, Treatment.Action action, UUID caseId, Cause cause) {
    return bearingOn(riskId, systemId).chain(risk -> {
      var event = risk.planFurther(action, caseId, cause.actor(), clock.instant());
      return eventLog.record(risk, event, cause.inCase(risk.caseId()));
    }).replaceWithVoid();
  }

  /** A risk of the system or of the whole organisation, locked; refuses any other. */
  private Uni<Risk> bearingOn(UUID riskId, UUID systemId) {
    return risks.findLocked(riskId).map(risk -> {
      if (risk == null || risk.systemId() != null && !risk.systemId().equals(systemId)) {
        throw new Refusal.UnknownReference("riskId");
      }
      return risk;
    });
  }

  /** Takes the flags of an incident that turned out to be none from the risks that bear them, one after the other. */
  public Uni<Void> withdrawFlags(UUID tenant, UUID incidentId, Cause cause) {
    return risks.flaggedBy(incidentId)
        .chain(found -> Multi.createFrom()
            .iterable(found)
            .onItem()
            .transformToUniAndConcatenate(risk -> risk.withdrawFlag(incidentId)
                .map(event -> eventLog.record(risk, event, cause))
                .orElseGet(() -> Uni.createFrom().item(risk)))
            .collect()
            .last())
        .replaceWithVoid();
  }

  /** Those of {@code wanted} that are no risks of the organisation. */
  public Uni<Set<UUID>> unknown(Collection<UUID> wanted) {
    if (wanted.isEmpty()) {
      return Uni.createFrom().item(Set.of());
    }
    return risks.find("id in ?1", Set.copyOf(wanted)).project(Known.class).list().map(found -> {
      var missing = new HashSet<>(wanted);
      found.forEach(known -> missing.remove(known.id()));
      return missing;
    });
  }

  /** A risk that exists. */
  record Known(UUID id) {}

  Uni<Risk> identify(Risk.Origin origin, RiskStatement statement, UUID ownerId, Cause cause) {
    return references.next(origin.tenant(), "RSK").chain(reference -> {
      var risk = Risk.identify(ids.next(), origin, reference, statement, ownerId, cause.actor(), clock.instant());
      return eventLog.record(risk, risk.identified(), cause);
    });
  }
}
