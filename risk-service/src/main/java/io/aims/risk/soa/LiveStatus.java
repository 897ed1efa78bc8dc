package io.aims.risk.soa;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.annotation.JsonFormat;

import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.smallrye.mutiny.Uni;

/** Keeps the live status of the statement's lines in step with the incidents; always inside a transaction of the organisation. */
@ApplicationScoped
public class LiveStatus {
  private final StatementsOfApplicability statements;
  private final OpenIncidents incidents;
  private final EventLog eventLog;

  LiveStatus(StatementsOfApplicability statements, OpenIncidents incidents, EventLog eventLog) {
    this.statements = statements;
    this.incidents = incidents;
    this.eventLog = eventLog;
  }

  /** An incident and the controls that its kind touches. */
  public record Incident(UUID id, String kind, UUID caseId,
      @JsonFormat(shape = JsonFormat.Shape.STRING) Instant openedAt, Set<String> controls) {
    Incident touching(Set<String> more) {
      return new Incident(id, kind, caseId, openedAt,
          Stream.concat(controls.stream(), more.stream()).collect(Collectors.toUnmodifiableSet()));
    }

    Downgrade downgrade() {
      return new Downgrade(id, kind, caseId, openedAt);
    }
  }

  /** Remembers the incident, and downgrades the applicable lines that it touches, if there is a statement yet. */
  public Uni<Void> opened(UUID tenant, Incident incident, Cause cause) {
    return change(tenant, cause, statement -> statement.downgrade(incident.downgrade(), incident.controls()))
        .chain(() -> incidents.persist(new OpenIncident(tenant, incident)))
        .replaceWithVoid();
  }

  /** An open incident touches more than it has so far, as it goes on for another one; nothing happens once it is over. */
  public Uni<Void> widened(UUID tenant, UUID incidentId, Set<String> controls, Cause cause) {
    return incidents.findById(incidentId).chain(open -> {
      if (open == null) {
        return Uni.createFrom().voidItem();
      }
      var more = open.widen(controls);
      return change(tenant, cause, statement -> statement.downgrade(open.incident().downgrade(), more));
    });
  }

  /** Forgets the incident; lines that no other open incident touches hold again. */
  public Uni<Void> ended(UUID tenant, UUID incidentId, Cause cause) {
    return change(tenant, cause, statement -> statement.recover(incidentId))
        .chain(() -> incidents.deleteById(incidentId))
        .replaceWithVoid();
  }

  private Uni<Void> change(UUID tenant, Cause cause,
      Function<StatementOfApplicability, Optional<StatementOfApplicabilityEvent>> effect) {
    return statements.findLocked(tenant)
        .chain(statement -> statement == null
            ? Uni.createFrom().voidItem()
            : effect.apply(statement)
                .map(event -> eventLog.record(statement, event, cause).replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem()));
  }
}
