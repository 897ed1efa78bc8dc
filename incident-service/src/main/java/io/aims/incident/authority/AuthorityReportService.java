package io.aims.incident.authority;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.clocks.ClockRegister;
import io.aims.incident.clocks.ClockRegister.ClockFacts;
import io.aims.incident.containment.Containments;
import io.aims.incident.duty.ReportForms;
import io.aims.incident.duty.ReportKind;
import io.aims.incident.incident.IncidentFacts;
import io.aims.incident.incident.IncidentRegister;
import io.aims.incident.system.KnownSystems;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.event.References;
import io.aims.platform.identity.Caller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.time.Ids;
import io.aims.platform.web.IfMatch;
import io.smallrye.mutiny.Uni;

/** What people do with reports to authorities; handing one in meets its clock in the same transaction. */
@ApplicationScoped
class AuthorityReportService {
  private final Transactions transactions;
  private final AuthorityReports reports;
  private final ReportRevisions revisions;
  private final IncidentRegister incidents;
  private final KnownSystems systems;
  private final Containments containments;
  private final ClockRegister clocks;
  private final ReportForms forms = ReportForms.load();
  private final EventLog eventLog;
  private final References references;
  private final Ids ids;
  private final Clock clock;

  AuthorityReportService(Transactions transactions, AuthorityReports reports, ReportRevisions revisions,
      IncidentRegister incidents, KnownSystems systems, Containments containments, ClockRegister clocks,
      EventLog eventLog, References references, Ids ids, Clock clock) {
    this.transactions = transactions;
    this.reports = reports;
    this.revisions = revisions;
    this.incidents = incidents;
    this.systems = systems;
    this.containments = containments;
    this.clocks = clocks;
    this.eventLog = eventLog;
    this.references = references;
    this.ids = ids;
    this.clock = clock;
  }

  /** What the form can be filled with now. */
  private record Known(IncidentFacts incident, ClockFacts clock, Map<String, String> facts) {}

  Uni<ReportView> begin(Caller person, UUID incidentId, UUID clockId, ReportKind kind, Map<String, String> texts,
      @Nullable String reason) {
    return transactions.in(person.tenant(), () -> incidents.keep(incidentId)
        .chain(incident -> clocks.get(incidentId, clockId)
            .onFailure(Refusal.NotFound.class)
            .transform(none -> new Refusal.UnknownReference("clockId"))
            .chain(found -> known(incident, found)))
        .chain(known -> references.next(person.tenant(), "RPT").chain(reference -> {
          var form = forms.get(known.clock().form());
          var draft = Draft.first(form, known.facts(), texts, person.personId().toString());
          var report = AuthorityReport.begin(ids.next(), person.tenant(), reference, known.incident(), known.clock(),
              kind, draft, clock.instant());
          return eventLog.record(report, report.drafted(form), cause(person, reason, report))
              .chain(() -> keep(report, person));
        })));
  }

  Uni<ReportView> revise(Caller person, UUID incidentId, UUID id, @Nullable IfMatch condition,
      UnaryOperator<ReportTexts> change, @Nullable String reason) {
    return transactions.in(person.tenant(), () -> reports.get(incidentId, id)
        .map(report -> IfMatch.check(condition, report))
        .chain(report -> incidents.get(incidentId)
            .chain(incident -> clocks.get(incidentId, report.clockId()).chain(found -> known(incident, found)))
            .chain(known -> eventLog.record(report,
                report.revise(forms.get(report.form()), known.facts(),
                    change.apply(new ReportTexts(report.draft().texts())).texts(), person.personId()),
                cause(person, reason, report)))
            .chain(() -> keep(report, person))));
  }

  Uni<ReportView> approve(Caller person, UUID incidentId, UUID id, @Nullable IfMatch condition, int revision,
      String reason) {
    return transactions.in(person.tenant(), () -> reports.get(incidentId, id)
        .map(report -> IfMatch.check(condition, report))
        .chain(report -> eventLog.record(report,
            report.approve(forms.get(report.form()), revision, person.personId(), clock.instant()),
            cause(person, reason, report))))
        .map(this::view);
  }

  Uni<ReportView> submit(Caller person, UUID incidentId, UUID id, @Nullable IfMatch condition,
      AuthorityReportResource.Submit request) {
    return transactions.in(person.tenant(), () -> reports.get(incidentId, id)
        .map(report -> IfMatch.check(condition, report))
        .chain(report -> {
          var event = report.submit(forms.get(report.form()), request.submittedAt(), request.channel(),
              request.receipt(), person.personId(), clock.instant());
          var cause = cause(person, request.reason(), report);
          return eventLog.record(report, event, cause)
              .chain(() -> clocks.submitted(incidentId, report.clockId(), report.id(), report.kind(),
                  submittedAt(report), cause))
              .replaceWith(report);
        }))
        .map(this::view);
  }

  Uni<ReportView> withdraw(Caller person, UUID incidentId, UUID id, @Nullable IfMatch condition, String reason) {
    return transactions.in(person.tenant(), () -> reports.get(incidentId, id)
        .map(report -> IfMatch.check(condition, report))
        .chain(report -> eventLog.record(report, report.withdraw(), cause(person, reason, report))))
        .map(this::view);
  }

  /** Every revision is kept as it was written. */
  private Uni<ReportView> keep(AuthorityReport report, Caller author) {
    return revisions.persistAndFlush(ReportRevision.of(ids.next(), report, author.personId(), clock.instant()))
        .replaceWith(() -> view(report));
  }

  private Uni<Known> known(IncidentFacts incident, ClockFacts found) {
    return clocks.facts(incident.id())
        .chain(facts -> systems.label(incident.systemId())
            .chain(system -> incidents.whole(incident.id())
                .chain(containments::used)
                .map(used -> new Known(incident, found, KnownFacts.of(incident, system, facts, found, used)))));
  }

  private static Instant submittedAt(AuthorityReport report) {
    return Objects.requireNonNull(report.submission(), "submission").submittedAt();
  }

  private static Cause cause(Caller person, @Nullable String reason, AuthorityReport report) {
    return Cause.of(person, reason).inCase(report.caseId());
  }

  private ReportView view(AuthorityReport report) {
    return ReportView.of(report, forms.get(report.form()));
  }
}
