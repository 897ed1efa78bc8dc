package io.aims.incident.incident;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

/** Lets other features look at an incident, in their own transaction. */
@ApplicationScoped
public class IncidentRegister {
  private final Incidents incidents;

  IncidentRegister(Incidents incidents) {
    this.incidents = incidents;
  }

  /** The incident; refuses as not found when the organisation has none of that id. */
  public Uni<IncidentFacts> get(UUID id) {
    return incidents.get(id).map(IncidentFacts::of);
  }
}
