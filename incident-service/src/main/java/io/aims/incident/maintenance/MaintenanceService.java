package io.aims.incident.maintenance;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.event.History;
import io.aims.platform.identity.Caller;
import io.aims.platform.refusal.Constraints;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.time.Ids;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** What people do with maintenance windows. */
@ApplicationScoped
class MaintenanceService {
  private final Transactions transactions;
  private final MaintenanceWindows windows;
  private final Muted muted;
  private final EventLog eventLog;
  private final History history;
  private final Ids ids;
  private final Clock clock;

  MaintenanceService(Transactions transactions, MaintenanceWindows windows, Muted muted, EventLog eventLog,
      History history,
      Ids ids, Clock clock) {
    this.transactions = transactions;
    this.windows = windows;
    this.muted = muted;
    this.eventLog = eventLog;
    this.history = history;
    this.ids = ids;
    this.clock = clock;
  }

  Uni<WindowView> schedule(Caller person, UUID systemId, Instant startsAt, Instant endsAt, String reason) {
    return transactions.in(person.tenant(), () -> {
      var window = MaintenanceWindow.schedule(ids.next(), person.tenant(), systemId, startsAt, endsAt,
          clock.instant());
      return eventLog.record(window, window.scheduled(), Cause.of(person, reason))
          .onFailure(Constraints.violated("maintenance_window_system"))
          .transform(unknown -> new Refusal.UnknownReference("systemId"));
    }).map(WindowView::of);
  }

  Uni<WindowView> end(Caller person, UUID id, @Nullable IfMatch condition, String reason) {
    return transactions.in(person.tenant(), () -> windows.get(id)
        .map(window -> IfMatch.check(condition, window))
        .chain(window -> eventLog.record(window, window.end(clock.instant()), Cause.of(person, reason)))
        .call(window -> muted.wake(window.tenant(), window.systemId(), window.endsAt())))
        .map(WindowView::of);
  }

  Uni<WindowView> read(Caller caller, UUID id) {
    return transactions.in(caller.tenant(), () -> windows.get(id)).map(WindowView::of);
  }

  Uni<Page<WindowView>> list(Caller caller, @Nullable UUID systemId, PageRequest page) {
    return transactions.in(caller.tenant(), () -> windows.list(systemId, page));
  }

  Uni<Page<History.Entry>> history(Caller caller, UUID id, PageRequest page) {
    return transactions.in(caller.tenant(),
        () -> history.of(caller.tenant(), id, MaintenanceResource.WHAT, page));
  }
}
