package io.aims.risk.soa;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

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
import io.aims.risk.controls.Control;
import io.aims.risk.controls.ControlCatalogue;
import io.aims.risk.risk.RiskRegister;
import io.smallrye.mutiny.Uni;

/** What people do with the statement of applicability. */
@ApplicationScoped
class StatementService {
  private final Transactions transactions;
  private final StatementsOfApplicability statements;
  private final ApprovedVersions versions;
  private final OpenIncidents incidents;
  private final ControlCatalogue catalogue;
  private final RiskRegister risks;
  private final EventLog eventLog;
  private final History history;
  private final Ids ids;
  private final Clock clock;

  StatementService(Transactions transactions, StatementsOfApplicability statements, ApprovedVersions versions,
      OpenIncidents incidents, ControlCatalogue catalogue, RiskRegister risks, EventLog eventLog, History history,
      Ids ids, Clock clock) {
    this.transactions = transactions;
    this.statements = statements;
    this.versions = versions;
    this.incidents = incidents;
    this.catalogue = catalogue;
    this.risks = risks;
    this.eventLog = eventLog;
    this.history = history;
    this.ids = ids;
    this.clock = clock;
  }

  Uni<StatementView> drawUp(Caller caller, Decision everyLine, @Nullable String reason) {
    var controls = catalogue.all().stream().map(Control::id).toList();
    return transactions.in(caller.tenant(), () -> statements.findLocked(caller.tenant())
        .invoke(StatementService::refuseSecond)
        .chain(() -> knownRisks(everyLine))
        .chain(incidents::touching)
        .chain(touching -> {
          var statement = StatementOfApplicability.drawUp(ids.next(), caller.tenant(), catalogue.edition(), controls,
              everyLine, touching, caller.subject(), clock.instant());
          return eventLog.record(statement, statement.drawnUp(), Cause.of(caller, reason));
        })
        .map(this::view));
  }

  Uni<StatementView> decide(Caller caller, @Nullable IfMatch condition, String control, Decision decision,
      @Nullable String reason) {
    return change(caller, condition, statement -> knownRisks(decision)
        .chain(incidents::touching)
        .chain(touching -> eventLog.record(statement,
            statement.decide(control, decision, touching, caller.subject()), Cause.of(caller, reason))));
  }

  Uni<StatementView> approve(Caller caller, @Nullable IfMatch condition, int revision, String reason) {
    return change(caller, condition, statement -> {
      var event = statement.approve(revision, caller.personId(), clock.instant());
      return versions.persist(ApprovedVersion.of(ids.next(), statement))
          .chain(() -> eventLog.record(statement, event, Cause.of(caller, reason)));
    });
  }

  Uni<StatementView> read(Caller caller, Line.@Nullable Live live) {
    return transactions.in(caller.tenant(), () -> statements.get())
        .map(statement -> StatementView.of(statement, live, catalogue::title));
  }

  Uni<Page<StatementView.VersionSummary>> versions(Caller caller, PageRequest page) {
    return transactions.in(caller.tenant(), () -> versions.list(page));
  }

  Uni<StatementView.Version> version(Caller caller, int revision) {
    return transactions.in(caller.tenant(), () -> versions.get(revision).map(StatementView.Version::of));
  }

  Uni<Page<History.Entry>> history(Caller caller, PageRequest page) {
    return transactions.in(caller.tenant(), () -> statements.get()
        .chain(statement -> history.of(caller.tenant(), statement.id(), StatementsOfApplicability.WHAT, page)));
  }

  private Uni<StatementView> change(Caller caller, @Nullable IfMatch condition,
      Function<StatementOfApplicability, Uni<? extends StatementOfApplicability>> change) {
    return transactions.in(caller.tenant(), () -> statements.getLocked(caller.tenant())
        .map(statement -> IfMatch.check(condition, statement))
        .chain(change)
        .map(this::view));
  }

  private StatementView view(StatementOfApplicability statement) {
    return StatementView.of(statement, null, catalogue::title);
  }

  /** Refuses a reason that names a risk which the organisation does not have. */
  private Uni<Void> knownRisks(Decision decision) {
    var named = new ArrayList<UUID>();
    for (var reason : decision.reasons()) {
      if (reason.kind() == InclusionReason.Kind.RISK && reason.ref() != null) {
        named.add(riskId(reason.ref()));
      }
    }
    return risks.unknown(List.copyOf(named)).map(unknown -> {
      if (!unknown.isEmpty()) {
        throw new Refusal.UnknownReference("reasons.ref");
      }
      return null;
    });
  }

  private static UUID riskId(String ref) {
    try {
      return UUID.fromString(ref);
    } catch (IllegalArgumentException e) {
      throw new Refusal.UnknownReference("reasons.ref");
    }
  }

  private static void refuseSecond(@Nullable StatementOfApplicability existing) {
    if (existing != null) {
      throw new Refusal.Taken("The organisation has its statement of applicability; decide its lines.");
    }
  }
}
