package io.aims.incident.authority;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.duty.ReportForms;
import io.aims.incident.duty.ReportKind;
import io.aims.incident.incident.IncidentRegister;
import io.aims.platform.event.History;
import io.aims.platform.identity.Caller;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** Shows reports to authorities, their versions and their history. */
@ApplicationScoped
class ReportReading {
  private final Transactions transactions;
  private final AuthorityReports reports;
  private final ReportRevisions revisions;
  private final IncidentRegister incidents;
  private final History history;
  private final Press press = new Press();
  private final ReportForms forms = ReportForms.load();

  ReportReading(Transactions transactions, AuthorityReports reports, ReportRevisions revisions,
      IncidentRegister incidents, History history) {
    this.transactions = transactions;
    this.reports = reports;
    this.revisions = revisions;
    this.incidents = incidents;
    this.history = history;
  }

  Uni<ReportView> read(Caller caller, UUID incident, UUID id) {
    return transactions.in(caller.tenant(), () -> reports.get(incident, id))
        .map(report -> ReportView.of(report, forms.get(report.form())));
  }

  /** Drawn beside the event loop, as it takes longer than a query, and few at a time. */
  Uni<byte[]> pdf(Caller caller, UUID incident, UUID id) {
    return read(caller, incident, id).chain(view -> press.print(view));
  }

  Uni<Page<ReportView.Summary>> list(Caller caller, UUID incident, @Nullable ReportState state,
      @Nullable ReportKind kind, PageRequest page) {
    return transactions.in(caller.tenant(),
        () -> incidents.get(incident).chain(found -> reports.list(incident, state, kind, page)));
  }

  Uni<Page<ReportView.RevisionSummary>> revisions(Caller caller, UUID incident, UUID id, PageRequest page) {
    return transactions.in(caller.tenant(),
        () -> reports.get(incident, id).chain(report -> revisions.list(id, page)));
  }

  Uni<ReportView.Revision> revision(Caller caller, UUID incident, UUID id, int number) {
    return transactions.in(caller.tenant(), () -> reports.get(incident, id)
        .chain(report -> revisions.get(id, number)
            .map(found -> ReportView.Revision.of(found, forms.get(report.form()), report.kind()))));
  }

  Uni<Page<History.Entry>> history(Caller caller, UUID incident, UUID id, PageRequest page) {
    return transactions.in(caller.tenant(), () -> reports.get(incident, id)
        .chain(report -> history.of(caller.tenant(), id, AuthorityReportResource.WHAT, page)));
  }
}
