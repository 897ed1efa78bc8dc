package io.aims.inventory.system;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** What can happen to an AI system, as others learn of it. */
sealed interface AiSystemEvent extends DomainEvent {

  /** The facts that other contexts decide by; sent whole, so that nobody has to ask back. */
  record Facts(String reference, String name, Origin origin, List<OrganisationRole> organisationRoles,
      LifecycleStage lifecycleStage, AutonomyLevel autonomyLevel, OversightMode oversightMode, Domain domain,
      List<String> affectedGroups, List<String> jurisdictions, boolean personalData, boolean generative,
      boolean inScope,
      UUID ownerId) {
    static Facts of(AiSystem system) {
      var p = system.profile();
      return new Facts(system.reference(), p.name(), p.origin(), p.organisationRoles(), system.stage(),
          p.autonomyLevel(),
          p.oversightMode(), p.domain(), p.affectedGroups(), p.jurisdictions(), p.personalData(), p.generative(),
          p.inScope(), p.ownerId());
    }
  }

  @EventType("aims.inventory.ai-system.registered.v1")
  record Registered(@JsonUnwrapped Facts facts, Map<String, String> texts) implements AiSystemEvent {
    static Registered of(AiSystem system) {
      return new Registered(Facts.of(system), AiSystemEvent.prose(system));
    }
  }

  @EventType("aims.inventory.ai-system.changed.v1")
  record Changed(@JsonUnwrapped Facts facts, Map<String, String> texts) implements AiSystemEvent {
    static Changed of(AiSystem system) {
      return new Changed(Facts.of(system), AiSystemEvent.prose(system));
    }
  }

  @EventType("aims.inventory.ai-system.stage-moved.v1")
  record StageMoved(LifecycleStage from, LifecycleStage to) implements AiSystemEvent {}

  @EventType("aims.inventory.ai-system.runtime-bound.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RuntimeBound(UUID bindingId, BindingKind kind, @Nullable String cluster, @Nullable String namespace,
      @Nullable String workload, @Nullable String endpoint, @Nullable String modelName) implements AiSystemEvent {}

  @EventType("aims.inventory.ai-system.runtime-unbound.v1")
  record RuntimeUnbound(UUID bindingId) implements AiSystemEvent {}

  private static Map<String, String> prose(AiSystem system) {
    var p = system.profile();
    return Map.of("purpose", p.purpose(), "intendedUses", String.join("\n", p.intendedUses()), "prohibitedUses",
        String.join("\n", p.prohibitedUses()));
  }
}
