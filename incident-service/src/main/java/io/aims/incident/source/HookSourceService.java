package io.aims.incident.source;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.mapping.Mapping;
import io.aims.incident.mapping.MappingReplays;
import io.aims.incident.mapping.ReplayView;
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

/** What people do with hook sources: each use case loads, lets the source decide, and records. */
@ApplicationScoped
class HookSourceService {
  private static final Duration PATIENCE = Duration.ofMillis(1500);
  private final Transactions transactions;
  private final HookSources sources;
  private final HookActivities activities;
  private final SourceDirectory directory;
  private final KnownSystems systems;
  private final SourceMappings mappings;
  private final MappingReplays replays;
  private final EventLog eventLog;
  private final History history;
  private final Ids ids;
  private final Clock clock;

  HookSourceService(Transactions transactions, HookSources sources, HookActivities activities,
      SourceDirectory directory, KnownSystems systems, SourceMappings mappings, MappingReplays replays,
      EventLog eventLog, History history, Ids ids, Clock clock) {
    this.transactions = transactions;
    this.sources = sources;
    this.activities = activities;
    this.directory = directory;
    this.systems = systems;
    this.mappings = mappings;
    this.replays = replays;
    this.eventLog = eventLog;
    this.history = history;
    this.ids = ids;
    this.clock = clock;
  }

  /** Waits, outside of any transaction, until the system is known here; refuses when it stays unknown. */
  Uni<Void> awaitSystem(Caller caller, @Nullable UUID systemId) {
    return systemId == null
        ? Uni.createFrom().voidItem()
        : systems.knows(caller.tenant(), systemId, PATIENCE).invoke(known -> {
          if (!known) {
            throw new Refusal.UnknownReference("systemId");
          }
        }).replaceWithVoid();
  }

  Uni<HookSourceView> register(Caller caller, RegisterHookSource request) {
    return transactions.in(caller.tenant(), () -> {
      var source = HookSource.register(ids.next(), caller.tenant(), request, clock.instant());
      return eventLog.record(source, source.registered(), Cause.of(caller, request.reason()));
    }).map(source -> HookSourceView.of(source, null));
  }

  Uni<HookSourceView> disable(Caller caller, UUID id, @Nullable IfMatch condition, String reason) {
    return decide(caller, id, condition, HookSource::disable, reason);
  }

  Uni<HookSourceView> enable(Caller caller, UUID id, @Nullable IfMatch condition, String reason) {
    return decide(caller, id, condition, HookSource::enable, reason);
  }

  Uni<HookSourceView> bind(Caller caller, UUID id, @Nullable IfMatch condition, UUID systemId, String reason) {
    return redirect(caller, id, condition, source -> source.bind(systemId), reason);
  }

  Uni<HookSourceView> share(Caller caller, UUID id, @Nullable IfMatch condition, String reason) {
    return redirect(caller, id, condition, HookSource::share, reason);
  }

  private Uni<HookSourceView> redirect(Caller caller, UUID id, @Nullable IfMatch condition,
      Function<HookSource, HookSourceEvent> decision, String reason) {
    return transactions.in(caller.tenant(), () -> sources.hold(id)
        .map(source -> IfMatch.check(condition, source))
        .chain(source -> mappings.change(source, decision.apply(source), Cause.of(caller, reason)))
        .chain(this::view))
        .invoke(view -> directory.forget(id));
  }

  Uni<HookSourceView> read(Caller caller, UUID id) {
    return transactions.in(caller.tenant(), () -> sources.get(id).chain(this::view));
  }

  Uni<Page<HookSourceView.Summary>> list(Caller caller, HookSources.Filter filter, PageRequest page) {
    return transactions.in(caller.tenant(), () -> sources.list(filter, page));
  }

  Uni<Page<History.Entry>> history(Caller caller, UUID id, PageRequest page) {
    return transactions.in(caller.tenant(),
        () -> history.of(caller.tenant(), id, HookSourceResource.WHAT, page));
  }

  Uni<MappingView> map(Caller caller, UUID id, @Nullable IfMatch condition, Mapping mapping, String reason) {
    return transactions.in(caller.tenant(), () -> sources.hold(id)
        .map(source -> IfMatch.check(condition, source))
        .chain(source -> mappings.change(source, source.mapBy(mapping), Cause.of(caller, reason))))
        .map(MappingView::of);
  }

  Uni<MappingView> replayMapping(Caller caller, UUID id, @Nullable IfMatch condition, String reason) {
    return transactions.in(caller.tenant(), () -> sources.get(id)
        .map(source -> IfMatch.check(condition, source))
        .chain(source -> mappings.replay(source, Cause.of(caller, reason))))
        .map(MappingView::of);
  }

  Uni<ReplayView> lastReplay(Caller caller, UUID id) {
    return transactions.in(caller.tenant(), () -> sources.get(id).chain(source -> replays.of(id)))
        .map(found -> Refusal.orNotFound(found, "replay of the mapping"));
  }

  Uni<MappingView> mapping(Caller caller, UUID id) {
    return transactions.in(caller.tenant(), () -> sources.get(id)).map(MappingView::of);
  }

  private Uni<HookSourceView> decide(Caller caller, UUID id, @Nullable IfMatch condition,
      Function<HookSource, HookSourceEvent> decision, String reason) {
    return transactions.in(caller.tenant(), () -> sources.get(id)
        .map(source -> IfMatch.check(condition, source))
        .chain(source -> eventLog.record(source, decision.apply(source), Cause.of(caller, reason)))
        .chain(this::view))
        .invoke(view -> directory.forget(id));
  }

  private Uni<HookSourceView> view(HookSource source) {
    return activities.findById(source.id()).map(activity -> HookSourceView.of(source, activity));
  }
}
