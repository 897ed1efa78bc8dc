package io.aims.incident.incident;

import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.containment.Containments;
import io.aims.incident.counting.CountedSignals;
import io.aims.incident.link.Links;
import io.aims.incident.nonconformity.Nonconformities;
import io.aims.incident.relation.Relations;
import io.aims.incident.review.Reviews;
import io.aims.incident.severity.Assessments;
import io.aims.incident.timeline.Timeline;
import io.smallrye.mutiny.Uni;

/** Brings an incident together with what is kept beside it; in the caller's transaction. */
@ApplicationScoped
class IncidentViews {
  private final Incidents incidents;
  private final CountedSignals signals;
  private final Nonconformities nonconformities;
  private final Timeline timeline;
  private final Containments containments;
  private final Assessments assessments;
  private final Reviews reviews;
  private final Links links;
  private final Relations relations;

  IncidentViews(Incidents incidents, CountedSignals signals, Nonconformities nonconformities, Timeline timeline,
      Containments containments, Assessments assessments, Reviews reviews, Links links, Relations relations) {
    this.incidents = incidents;
    this.signals = signals;
    this.nonconformities = nonconformities;
    this.timeline = timeline;
    this.containments = containments;
    this.assessments = assessments;
    this.reviews = reviews;
    this.links = links;
    this.relations = relations;
  }

  Uni<IncidentView> of(Incident incident) {
    var id = incident.id();
    return timeline.times(id)
        .chain(times -> containments.of(id)
            .chain(contained -> assessments.latest(id)
                .chain(assessment -> reviews.latest(id)
                    .chain(review -> reviews.proposals(id)
                        .chain(proposals -> signals.of(id)
                            .chain(counted -> nonconformities.of(List.of(id), Set.of())
                                .chain(remedied -> links.of(incident.tenant(), id)
                                    .chain(linked -> relations.of(incident.tenant(), id)
                                        .chain(related -> incidents.mergedInto(id)
                                            .map(merged -> new Surroundings(times, contained, assessment, review,
                                                proposals, counted, remedied, linked, related, merged)))))))))))
        .map(surroundings -> IncidentView.of(incident, surroundings));
  }
}
