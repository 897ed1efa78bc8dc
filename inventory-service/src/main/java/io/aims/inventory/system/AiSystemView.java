package io.aims.inventory.system;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.quarkus.hibernate.reactive.panache.common.ProjectedFieldName;

/** A system as the API shows it, with the stages that it can move to. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AiSystemView(UUID id, String reference, int version, @JsonUnwrapped AiSystemProfile profile,
    LifecycleStage lifecycleStage, Set<LifecycleStage> nextStages, List<Binding> bindings, Instant registeredAt,
    Instant changedAt) {

  /** A place where the system runs. */
  record Binding(UUID id, @JsonUnwrapped RuntimePlace place) {}

  static AiSystemView of(AiSystem system, List<RuntimeBinding> bindings) {
    return new AiSystemView(system.id(), system.reference(), system.version(), system.profile(), system.stage(),
        system.stage().next(), bindings.stream().map(b -> new Binding(b.id(), b.place())).toList(), system.createdAt(),
        system.changedAt());
  }

  /** A system in a list. */
  record Summary(UUID id, String reference, String name, @ProjectedFieldName("stage") LifecycleStage lifecycleStage,
      Domain domain, UUID ownerId,
      int version, Instant changedAt) {}
}
