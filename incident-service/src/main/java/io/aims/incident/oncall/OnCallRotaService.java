package io.aims.incident.oncall;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.system.KnownSystems;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.event.History;
import io.aims.platform.identity.Caller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.time.Ids;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** What people do with rotas. */
@ApplicationScoped
class OnCallRotaService {
  private static final Duration PATIENCE = Duration.ofMillis(1500);
  private final Transactions transactions;
  private final OnCallRotas rotas;
  private final Substitutions substitutions;
  private final Coverage coverage;
  private final KnownSystems systems;
  private final EventLog eventLog;
  private final History history;
  private final Ids ids;
  private final Clock clock;

  OnCallRotaService(Transactions transactions, OnCallRotas rotas, Substitutions substitutions, Coverage coverage,
      KnownSystems systems, EventLog eventLog, History history, Ids ids, Clock clock) {
    this.transactions = transactions;
    this.rotas = rotas;
    this.substitutions = substitutions;
    this.coverage = coverage;
    this.systems = systems;
    this.eventLog = eventLog;
    this.history = history;
    this.ids = ids;
    this.clock = clock;
  }

  /** Waits, outside of any transaction, until the systems are known here; refuses when one stays unknown. */
  Uni<Void> awaitSystems(Caller person, List<UUID> systemIds) {
    return systems.unknown(person.tenant(), Set.copyOf(systemIds), PATIENCE).invoke(unknown -> {
      for (var index = 0; index < systemIds.size(); index++) {
        if (unknown.contains(systemIds.get(index))) {
          throw new Refusal.UnknownReference("systems[%d]".formatted(index));
        }
      }
    }).replaceWithVoid();
  }

  Uni<RotaView> establish(Caller person, String name, Terms terms, @Nullable String reason) {
    return transactions.in(person.tenant(), () -> {
      var rota = OnCallRota.establish(ids.next(), person.tenant(), name, terms, clock.instant());
      return eventLog.record(rota, rota.established(), Cause.of(person, reason))
          .call(() -> coverage.take(person.tenant(), rota.id(), terms.systems()))
          .map(established -> RotaView.of(established, List.of()));
    });
  }

  Uni<RotaView> change(Caller person, UUID id, @Nullable IfMatch condition, String name, Terms terms, String reason) {
    return transactions.in(person.tenant(), () -> held(id, condition)
        .chain(rota -> eventLog.record(rota, rota.change(name, terms), Cause.of(person, reason)))
        .call(() -> coverage.take(person.tenant(), id, terms.systems()))
        .chain(this::view));
  }

  Uni<RotaView> substitute(Caller person, UUID id, @Nullable IfMatch condition, UUID substitute, Instant from,
      Instant until, String reason) {
    return transactions.in(person.tenant(), () -> held(id, condition)
        .call(rota -> substitutions.pending(id, clock.instant()).chain(pending -> {
          var takeover = rota.substitute(ids.next(), substitute, from, until, pending.size(), clock.instant());
          return substitutions.persist(takeover.substitution())
              .chain(() -> eventLog.record(rota, takeover.event(), Cause.of(person, reason)));
        }))
        .chain(this::view));
  }

  Uni<RotaView> withdraw(Caller person, UUID id, @Nullable IfMatch condition, UUID substitutionId, String reason) {
    return transactions.in(person.tenant(), () -> held(id, condition)
        .call(rota -> substitutions.get(id, substitutionId)
            .chain(substitution -> eventLog.record(rota, rota.withdraw(substitution, clock.instant()),
                Cause.of(person, reason))))
        .chain(this::view));
  }

  Uni<RotaView> retire(Caller person, UUID id, @Nullable IfMatch condition, String reason) {
    return transactions.in(person.tenant(), () -> held(id, condition)
        .chain(rota -> eventLog.record(rota, rota.retire(), Cause.of(person, reason)))
        .call(() -> coverage.release(person.tenant(), id))
        .chain(this::view));
  }

  Uni<RotaView> read(Caller caller, UUID id) {
    return transactions.in(caller.tenant(), () -> rotas.get(id).chain(this::view));
  }

  Uni<Page<RotaView.Summary>> list(Caller caller, @Nullable RotaState state, PageRequest page) {
    return transactions.in(caller.tenant(), () -> rotas.list(state, page));
  }

  Uni<Page<History.Entry>> history(Caller caller, UUID id, PageRequest page) {
    return transactions.in(caller.tenant(),
        () -> rotas.get(id).chain(rota -> history.of(caller.tenant(), id, OnCallRotaResource.WHAT, page)));
  }

  private Uni<OnCallRota> held(UUID id, @Nullable IfMatch condition) {
    return rotas.hold(id).map(rota -> IfMatch.check(condition, rota));
  }

  private Uni<RotaView> view(OnCallRota rota) {
    return substitutions.pending(rota.id(), clock.instant()).map(pending -> RotaView.of(rota, pending));
  }
}
