package io.aims.incident.incident;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.containment.Containments;
import io.aims.incident.containment.Measure;
import io.aims.incident.counting.IncidentKeys;
import io.aims.incident.review.Findings;
import io.aims.incident.review.Reviews;
import io.aims.incident.severity.Assessments;
import io.aims.incident.severity.Judgement;
import io.aims.platform.event.History;
import io.aims.platform.identity.Caller;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/**
 * What people do with one incident: each use case loads, lets the incident decide, and records it as part of its case.
 */
@ApplicationScoped
class IncidentService {
  private final Transactions transactions;
  private final Incidents incidents;
  private final IncidentDesk desk;
  private final IncidentViews views;
  private final Leftovers leftovers;
  private final ReportingDuties duties;
  private final Containments containments;
  private final Assessments assessments;
  private final Reviews reviews;
  private final Alarms alarms;
  private final IncidentKeys keys;
  private final History history;
  private final Clock clock;

  IncidentService(Transactions transactions, Incidents incidents, IncidentDesk desk, IncidentViews views,
      Leftovers leftovers, ReportingDuties duties, Containments containments, Assessments assessments, Reviews reviews,
      Alarms alarms, IncidentKeys keys, History history, Clock clock) {
    this.transactions = transactions;
    this.incidents = incidents;
    this.desk = desk;
    this.views = views;
    this.leftovers = leftovers;
    this.duties = duties;
    this.containments = containments;
    this.assessments = assessments;
    this.reviews = reviews;
    this.alarms = alarms;
    this.keys = keys;
    this.history = history;
    this.clock = clock;
  }

  Uni<IncidentView> decide(Request request, Function<Incident, IncidentEvent> decision) {
    return desk.on(request, incident -> desk.record(request, incident, decision.apply(incident)));
  }

  /** An assessment is kept whole; the incident takes its severity. What was done for what it has taken in counts as well. */
  Uni<IncidentView> assess(Request request, Judgement judgement) {
    return desk.on(request, incident -> incidents.withMerged(incident.id())
        .chain(containments::used)
        .chain(used -> desk.record(request, incident, incident.assess(judgement, used)))
        .call(() -> assessments.add(incident.tenant(), incident.id(), judgement,
            request.person().personId().toString())));
  }

  /** Each containment is kept, by whom and why. */
  Uni<IncidentView> contain(Request request, Measure measure, @Nullable Instant occurredAt) {
    return desk.on(request,
        incident -> desk.record(request, incident, incident.contain(measure, occurredAt, clock.instant()))
            .call(() -> containments.add(incident.tenant(), incident.id(), measure, occurredAt,
                request.person().personId().toString(), request.reason())));
  }

  /** What the review decides, and has not decided before, is proposed to the services that carry it out, as part of the same case. */
  Uni<IncidentView> review(Request request, Findings findings) {
    return desk.on(request, incident -> desk.record(request, incident, incident.review(findings))
        .call(() -> reviews.write(incident.tenant(), incident.id(), incident.systemId(), findings,
            incident.reopenedAt(), request.cause().inCase(incident.caseId()))));
  }

  /** Evidence goes free only once every authority has been informed whose clock asks for it, also of what was merged in. */
  Uni<IncidentView> releaseEvidence(Request request) {
    return desk.on(request, found -> incidents.lock(found)
        .chain(incident -> incidents.withMerged(incident.id())
            .chain(duties::of)
            .chain(open -> desk.record(request, incident, incident.releaseEvidence(open.evidence())))));
  }

  /** Nobody counts meanwhile: what fires anew before it is over is no relapse, and what does so afterwards is one. */
  Uni<IncidentView> resolve(Request request, @Nullable Instant occurredAt) {
    return desk.on(request, found -> incidents.lock(found)
        .call(incident -> keys.stop(incident.tenant(), incident.id()))
        .call(alarms::forget)
        .chain(incident -> desk.record(request, incident, incident.resolve(occurredAt, clock.instant()))));
  }

  /**
   * It answers for what it has taken in as well; the lock lets nothing be added while that is looked at, and no signal be
   * counted.
   */
  Uni<IncidentView> close(Request request) {
    return desk.on(request, found -> incidents.lock(found)
        .call(incident -> keys.stop(incident.tenant(), incident.id()))
        .chain(incident -> incidents.withMerged(incident.id())
            .chain(all -> leftovers.of(incident, all))
            .chain(situation -> desk.record(request, incident, incident.close(situation, clock.instant())))));
  }

  /** What was none leaves nothing to do or to tell: before that people say of each what has become of it. */
  Uni<IncidentView> dismiss(Request request) {
    return desk.on(request, found -> incidents.lock(found)
        .chain(incident -> incidents.withMerged(incident.id())
            .chain(leftovers::unfinished)
            .chain(left -> desk.record(request, incident, incident.dismiss(left, clock.instant())))));
  }

  Uni<IncidentView> read(Caller caller, UUID id) {
    return transactions.in(caller.tenant(), () -> incidents.get(id).chain(views::of));
  }

  Uni<Page<IncidentView.Summary>> list(Caller caller, Incidents.Filter filter, PageRequest page) {
    return transactions.in(caller.tenant(), () -> incidents.list(filter, page));
  }

  Uni<Page<History.Entry>> history(Caller caller, UUID id, PageRequest page) {
    return transactions.in(caller.tenant(), () -> history.of(caller.tenant(), id, IncidentResource.WHAT, page));
  }
}
