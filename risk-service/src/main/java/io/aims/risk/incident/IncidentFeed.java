package io.aims.risk.incident;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

import io.aims.platform.event.Cause;
import io.aims.platform.inbox.Feed;
import io.aims.platform.inbox.Inbox;
import io.aims.platform.inbox.Postponed;
import io.aims.platform.inbox.ReceivedEvent;
import io.aims.risk.proposal.ProposalIntake;
import io.aims.risk.proposal.ProposalKind;
import io.aims.risk.proposal.ReviewAuthors;
import io.aims.risk.proposal.ReviewProposal;
import io.aims.risk.risk.Flag;
import io.aims.risk.risk.RiskRegister;
import io.aims.risk.soa.LiveStatus;
import io.aims.risk.system.SystemDirectory;
import io.aims.risk.system.SystemFacts;
import io.smallrye.mutiny.Uni;

/**
 * Lets an incident have its effect: risks flagged and statement lines downgraded while it is open, lines recovered when
 * it ends. What goes on as part of another incident touches through that one what it has touched itself. A risk that a
 * person links to it is flagged, too. What its review proposes is put before people.
 */
@ApplicationScoped
class IncidentFeed implements Feed {
  private final Inbox inbox;
  private final IncidentEffects effects;
  private final SystemDirectory systems;
  private final RiskRegister risks;
  private final LiveStatus liveStatus;
  private final ProposalIntake proposals;
  private final ReviewAuthors authors;

  IncidentFeed(Inbox inbox, IncidentEffects effects, SystemDirectory systems, RiskRegister risks,
      LiveStatus liveStatus, ProposalIntake proposals, ReviewAuthors authors) {
    this.inbox = inbox;
    this.effects = effects;
    this.systems = systems;
    this.risks = risks;
    this.liveStatus = liveStatus;
    this.proposals = proposals;
    this.authors = authors;
  }

  /**
   * What this feed reads of an incident that is opened, or opened again, or relapses.
   *
   * @param absorbedKinds the kinds of those for which it goes on as well
   * @param linkedRisks the risks that people have linked it to before
   */
  record Opened(UUID systemId, String kind, String severity, @Nullable Set<String> absorbedKinds,
      @Nullable Set<UUID> linkedRisks) {
    Opened {
      Objects.requireNonNull(systemId, "systemId");
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(severity, "severity");
    }
  }

  /** What this feed reads of an incident that has become worse: how bad it is by now. */
  record Worsened(String severity) {
    Worsened {
      Objects.requireNonNull(severity, "severity");
    }
  }

  /** What this feed reads of an incident that goes on for another one as well: of which kind that was. */
  record Absorbed(String kind) {
    Absorbed {
      Objects.requireNonNull(kind, "kind");
    }
  }

  /** What this feed reads of an incident that a person links to something, or not any more. */
  record Link(String to, String target, UUID systemId, String kind, @Nullable String severity) {
    Link {
      Objects.requireNonNull(to, "to");
      Objects.requireNonNull(target, "target");
      Objects.requireNonNull(systemId, "systemId");
      Objects.requireNonNull(kind, "kind");
    }

    boolean toRisk() {
      return to.equals("RISK");
    }

    UUID riskId() {
      return UUID.fromString(target);
    }
  }

  /** What this feed reads of a proposal; its words stay with the review. */
  record Proposed(UUID incidentId, UUID systemId, @Nullable UUID ownerId, @Nullable LocalDate dueOn) {
    Proposed {
      Objects.requireNonNull(incidentId, "incidentId");
      Objects.requireNonNull(systemId, "systemId");
    }
  }

  @Override
  public String name() {
    return "incident";
  }

  @Override
  public String source() {
    return "incident-service";
  }

  @Incoming("incident-events")
  Uni<Void> on(ConsumerRecord<String, byte[]> message) {
    return inbox.receive(this, message);
  }

  @Override
  public Uni<Void> apply(ReceivedEvent event) {
    return switch (event.type()) {
      case "aims.incident.incident.opened.v1" -> opened(event, event.dataAs(Opened.class));
      case "aims.incident.incident.reopened.v1" ->
        authors.begunAnew(event).chain(() -> opened(event, event.dataAs(Opened.class)));
      case "aims.incident.incident.relapsed.v1" ->
        authors.begunAnew(event).chain(() -> relapsed(event, event.dataAs(Opened.class)));
      case "aims.incident.incident.worsened.v1" ->
        proposals.worsened(event.aggregateId(), event.dataAs(Worsened.class).severity());
      case "aims.incident.incident.reviewed.v1" -> authors.wrote(event);
      case "aims.incident.incident.absorbed.v1" ->
        liveStatus.widened(event.tenant(), event.aggregateId(),
            effects.of(event.dataAs(Absorbed.class).kind()).controls(), cause(event));
      case "aims.incident.incident.closed.v1", "aims.incident.incident.merged.v1" ->
        liveStatus.ended(event.tenant(), event.aggregateId(), cause(event));
      case "aims.incident.incident.dismissed.v1" ->
        proposals.dismissed(event.tenant(), event.aggregateId())
            .chain(() -> risks.withdrawFlags(event.tenant(), event.aggregateId(), cause(event)))
            .chain(() -> liveStatus.ended(event.tenant(), event.aggregateId(), cause(event)));
      case "aims.incident.incident.linked.v1" -> linked(event, event.dataAs(Link.class));
      case "aims.incident.incident.unlinked.v1" -> unlinked(event, event.dataAs(Link.class));
      case "aims.incident.review.risk-proposed.v1" -> proposed(event, ProposalKind.RISK);
      case "aims.incident.review.control-proposed.v1" -> proposed(event, ProposalKind.CONTROL);
      default -> Uni.createFrom().voidItem();
    };
  }

  private Uni<Void> opened(ReceivedEvent event, Opened incident) {
    var open = new LiveStatus.Incident(event.aggregateId(), incident.kind(), event.correlationId(), event.time(),
        controls(incident));
    return flag(event, incident)
        .chain(() -> proposals.opened(event.tenant(), event.aggregateId(), incident.kind(), incident.severity()))
        .chain(() -> liveStatus.opened(event.tenant(), open, cause(event)));
  }

  private Uni<Void> relapsed(ReceivedEvent event, Opened incident) {
    return flag(event, incident)
        .chain(() -> proposals.opened(event.tenant(), event.aggregateId(), incident.kind(), incident.severity()));
  }

  /** Also by a relapse: what has been judged anew since, as the incident seemed over, was judged too well. */
  private Uni<Void> flag(ReceivedEvent event, Opened incident) {
    var effect = effects.of(incident.kind());
    var flag = new Flag(event.aggregateId(), incident.kind(), incident.severity(), event.correlationId(), event.time());
    return system(incident.systemId())
        .map(system -> new RiskRegister.Touched(incident.systemId(), system.ownerId(), effect.themes(),
            Objects.requireNonNullElse(incident.linkedRisks(), Set.of()), effect.unforeseen()))
        .chain(touched -> risks.flag(event.tenant(), touched, flag, cause(event)));
  }

  private Uni<Void> linked(ReceivedEvent event, Link link) {
    return link.toRisk()
        ? risks.flagLinked(link.riskId(), new Flag(event.aggregateId(), link.kind(),
            Objects.requireNonNull(link.severity(), "severity"), event.correlationId(), event.time()), cause(event))
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> unlinked(ReceivedEvent event, Link link) {
    return link.toRisk()
        ? risks.unlink(link.riskId(), event.aggregateId(), link.systemId(), effects.of(link.kind()).themes(),
            cause(event))
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> proposed(ReceivedEvent event, ProposalKind kind) {
    var data = event.dataAs(Proposed.class);
    return proposals.receive(event.tenant(), new ReviewProposal(event.aggregateId(), kind, data.incidentId(),
        data.systemId(), event.correlationId(), data.ownerId(), data.dueOn(), event.actor(), event.time()),
        cause(event));
  }

  private Set<String> controls(Opened incident) {
    var absorbed = Objects.requireNonNullElse(incident.absorbedKinds(), Set.<String>of());
    return Stream.concat(Stream.of(incident.kind()), absorbed.stream())
        .flatMap(kind -> effects.of(kind).controls().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The system of an incident; its own event comes over another topic and may be later than the incident's. */
  private Uni<SystemFacts> system(UUID systemId) {
    return systems.find(systemId).map(system -> {
      if (system == null) {
        throw new Postponed("The system " + systemId + " of this incident is not known yet.");
      }
      return system;
    });
  }

  private static Cause cause(ReceivedEvent event) {
    return Cause.of("risk-service", event);
  }
}
