package io.aims.incident.incident;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.aims.incident.containment.ContainmentView;
import io.aims.incident.counting.CountedSignalView;
import io.aims.incident.link.LinkView;
import io.aims.incident.nonconformity.Nonconformity;
import io.aims.incident.relation.Relations;
import io.aims.incident.review.Findings;
import io.aims.incident.review.ProposalView;
import io.aims.incident.severity.AssessmentView;
import io.aims.incident.timeline.StatusTimes;

/** What is kept beside an incident and shown with it. */
record Surroundings(StatusTimes times, List<ContainmentView> containments, @Nullable AssessmentView assessment,
    @Nullable Findings review,
    List<ProposalView> proposals, List<CountedSignalView> signals, List<Nonconformity> nonconformities,
    List<LinkView> links, List<Relations.Link> relations, List<UUID> merged) {}
