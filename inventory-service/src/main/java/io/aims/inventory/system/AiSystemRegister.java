package io.aims.inventory.system;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

/** Lets other features look for an AI system, in their own transaction. */
@ApplicationScoped
public class AiSystemRegister {
  public static final String WHAT = "AI system";
  private final AiSystems systems;

  AiSystemRegister(AiSystems systems) {
    this.systems = systems;
  }

  /** Refuses as not found when the organisation has no such system. */
  public Uni<Void> require(UUID id) {
    return systems.get(id).replaceWithVoid();
  }
}
