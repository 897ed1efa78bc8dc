package io.aims.incident.concern;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.identity.Caller;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** What people do who raise concerns with their name. */
@ApplicationScoped
class ReporterService {
  private final Transactions transactions;
  private final Concerns concerns;
  private final Intake intake;

  ReporterService(Transactions transactions, Concerns concerns, Intake intake) {
    this.transactions = transactions;
    this.concerns = concerns;
    this.intake = intake;
  }

  Uni<ReporterView.Raised> raise(Caller person, RaiseConcern raised) {
    return transactions.in(person.tenant(), () -> intake.checkSystem(raised.systemId())
        .chain(() -> intake.raise(person.tenant(), person.personId(), raised))
        .map(ReporterView.Raised::of));
  }

  Uni<Page<ReporterView.Summary>> list(Caller person, PageRequest page) {
    return transactions.in(person.tenant(), () -> concerns.raisedBy(person.personId(), page));
  }

  Uni<ReporterView> read(Caller person, UUID id) {
    return transactions.in(person.tenant(), () -> concerns.raisedBy(person.personId(), id).chain(intake::view));
  }

  Uni<ReporterView> add(Caller person, UUID id, Intake.AddMessage added) {
    return transactions.in(person.tenant(), () -> concerns.raisedBy(person.personId(), id)
        .chain(concern -> intake.add(concern, added))
        .chain(intake::view));
  }
}
