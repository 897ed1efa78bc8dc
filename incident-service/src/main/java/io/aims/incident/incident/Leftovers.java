package io.aims.incident.incident;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.nonconformity.Nonconformities;
import io.aims.incident.review.Reviews;
import io.smallrye.mutiny.Uni;

/** What is left of an incident that is to end; each kind is one query, in the caller's transaction. */
@ApplicationScoped
class Leftovers {
  private final Reviews reviews;
  private final Nonconformities nonconformities;
  private final OpenTasks tasks;
  private final ReportingDuties duties;
  private final UnfinishedReports reports;
  private final PlannedCommunications communications;
  private final Alarms alarms;

  Leftovers(Reviews reviews, Nonconformities nonconformities, OpenTasks tasks, ReportingDuties duties,
      UnfinishedReports reports, PlannedCommunications communications, Alarms alarms) {
    this.reviews = reviews;
    this.nonconformities = nonconformities;
    this.tasks = tasks;
    this.duties = duties;
    this.reports = reports;
    this.communications = communications;
    this.alarms = alarms;
  }

  /** @param all the incident and what it has taken in */
  Uni<ClosurePolicy.Situation> of(Incident incident, List<UUID> all) {
    return reviews.became(all, incident.reopenedAt())
        .chain(became -> nonconformities.of(all, became)
            .chain(linked -> unfinished(all)
                .chain(unfinished -> alarms.anyOf(incident.tenant(), all)
                    .map(again -> new ClosurePolicy.Situation(linked, became, unfinished, again)))));
  }

  /** What people have still to do or to tell. */
  Uni<ClosurePolicy.Unfinished> unfinished(List<UUID> all) {
    return tasks.of(all)
        .chain(open -> duties.of(all)
            .chain(duty -> duties.restUnasked(all)
                .chain(rest -> reports.anyOf(all)
                    .chain(drafted -> communications.anyOf(all)
                        .map(planned -> new ClosurePolicy.Unfinished(open, duty.any(), rest, drafted, planned))))));
  }
}
