package io.aims.inventory.system;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.event.History;
import io.aims.platform.event.References;
import io.aims.platform.identity.Caller;
import io.aims.platform.refusal.Constraints;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.time.Ids;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.MergePatch;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** What people do with AI systems: each use case loads, lets the system decide, and records. */
@ApplicationScoped
class AiSystemService {
  private final Transactions transactions;
  private final AiSystems systems;
  private final EventLog eventLog;
  private final References references;
  private final History history;
  private final MergePatch mergePatch;
  private final Ids ids;
  private final Clock clock;

  AiSystemService(Transactions transactions, AiSystems systems, EventLog eventLog, References references,
      History history,
      MergePatch mergePatch, Ids ids, Clock clock) {
    this.transactions = transactions;
    this.systems = systems;
    this.eventLog = eventLog;
    this.references = references;
    this.history = history;
    this.mergePatch = mergePatch;
    this.ids = ids;
    this.clock = clock;
  }

  Uni<AiSystemView> register(Caller caller, JsonNode body) {
    var reason = MergePatch.take(body, "reason");
    var profile = mergePatch.read(body, AiSystemProfile.class);
    return transactions.in(caller.tenant(), () -> references.next(caller.tenant(), "AIS").chain(reference -> {
      var system = AiSystem.register(ids.next(), caller.tenant(), reference, profile, clock.instant());
      return eventLog.record(system, system.registered(), Cause.of(caller, reason));
    }).onFailure(Constraints.violated("ai_system_name")).transform(e -> nameTaken()).chain(this::view));
  }

  Uni<AiSystemView> change(Caller caller, UUID id, @Nullable IfMatch condition, JsonNode patch) {
    var reason = MergePatch.take(patch, "reason");
    return decide(caller, id, condition, system -> system
        .change(mergePatch.apply(system.profile(), patch, AiSystemProfile.class))
        .map(event -> eventLog.record(system, event, Cause.of(caller, reason)))
        .orElseGet(() -> Uni.createFrom().item(system))
        .onFailure(Constraints.violated("ai_system_name"))
        .transform(e -> nameTaken()));
  }

  Uni<AiSystemView> moveTo(Caller caller, UUID id, @Nullable IfMatch condition, LifecycleStage to, String reason) {
    return decide(caller, id, condition,
        system -> eventLog.record(system, system.moveTo(to), Cause.of(caller, reason)));
  }

  Uni<AiSystemView> bind(Caller caller, UUID id, @Nullable IfMatch condition, RuntimePlace place,
      @Nullable String reason) {
    return decide(caller, id, condition, system -> {
      var binding = new RuntimeBinding(ids.next(), system, place);
      var event = system.bind(binding);
      return systems.add(binding).chain(() -> eventLog.record(system, event, Cause.of(caller, reason)));
    });
  }

  Uni<AiSystemView> unbind(Caller caller, UUID id, @Nullable IfMatch condition, UUID bindingId) {
    return decide(caller, id, condition, system -> systems.binding(system, bindingId)
        .chain(binding -> systems.remove(binding)
            .chain(() -> eventLog.record(system, system.unbind(binding), Cause.of(caller, null)))));
  }

  Uni<AiSystemView> read(Caller caller, UUID id) {
    return transactions.in(caller.tenant(), () -> systems.get(id).chain(this::view));
  }

  Uni<Page<AiSystemView.Summary>> list(Caller caller, AiSystems.Filter filter, PageRequest page) {
    return transactions.in(caller.tenant(), () -> systems.list(filter, page));
  }

  Uni<Page<History.Entry>> history(Caller caller, UUID id, PageRequest page) {
    return transactions.in(caller.tenant(), () -> history.of(caller.tenant(), id, "AI system", page));
  }

  /** Load, check the author's condition, decide and record, show. */
  private Uni<AiSystemView> decide(Caller caller, UUID id, @Nullable IfMatch condition,
      Function<AiSystem, Uni<? extends AiSystem>> decision) {
    return transactions.in(caller.tenant(), () -> systems.get(id)
        .map(system -> IfMatch.check(condition, system))
        .chain(decision)
        .chain(this::view));
  }

  private Uni<AiSystemView> view(AiSystem system) {
    return systems.bindingsOf(system).map(bindings -> AiSystemView.of(system, bindings));
  }

  private static Refusal nameTaken() {
    return new Refusal.Taken("Another AI system has this name already.");
  }
}
