package io.aims.risk.incident;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.aims.platform.event.Cause;
import io.aims.platform.inbox.Inbox;
import io.aims.platform.inbox.ReceivedEvent;
import io.aims.platform.refusal.Refusal;
import io.aims.risk.risk.Flag;
import io.aims.risk.risk.RiskRegister;
import io.aims.risk.soa.LiveStatus;
import io.aims.risk.system.SystemDirectory;
import io.aims.risk.system.SystemFacts;
import io.smallrye.mutiny.Uni;

/** Lets an incident have its effect: risks flagged and statement lines downgraded when it opens, lines recovered when it ends. */
@ApplicationScoped
class IncidentFeed {
  private static final String FEED = "incident";
  private final Inbox inbox;
  private final IncidentEffects effects;
  private final SystemDirectory systems;
  private final RiskRegister risks;
  private final LiveStatus liveStatus;
  private final IncidentConfig config;
  private final Clock clock;

  IncidentFeed(Inbox inbox, IncidentEffects effects, SystemDirectory systems, RiskRegister risks,
      LiveStatus liveStatus, IncidentConfig config, Clock clock) {
    this.inbox = inbox;
    this.effects = effects;
    this.systems = systems;
    this.risks = risks;
    this.liveStatus = liveStatus;
    this.config = config;
    this.clock = clock;
  }

  /** What this feed reads of an opened incident. */
  record Opened(UUID systemId, String kind, String severity) {
    Opened {
      Objects.requireNonNull(systemId, "systemId");
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(severity, "severity");
    }
  }

  @Incoming("incident-events")
  Uni<Void> on(ConsumerRecord<String, byte[]> message) {
    var received = clock.instant();
    return inbox.receive(FEED, message, event -> apply(event, received));
  }

  private Uni<Void> apply(ReceivedEvent event, Instant received) {
    return switch (event.type()) {
      case "aims.incident.incident.opened.v1" -> opened(event, event.dataAs(Opened.class), received);
      case "aims.incident.incident.closed.v1" -> liveStatus.ended(event.tenant(), event.aggregateId(), cause(event));
      case "aims.incident.incident.dismissed.v1" ->
        risks.withdrawFlags(event.tenant(), event.aggregateId(), cause(event))
            .chain(() -> liveStatus.ended(event.tenant(), event.aggregateId(), cause(event)));
      default -> Uni.createFrom().voidItem();
    };
  }

  private Uni<Void> opened(ReceivedEvent event, Opened incident, Instant received) {
    var effect = effects.of(incident.kind());
    var cause = cause(event);
    var flag = new Flag(event.aggregateId(), incident.kind(), incident.severity(), event.correlationId(), event.time());
    var open = new LiveStatus.Incident(event.aggregateId(), incident.kind(), event.correlationId(), event.time(),
        effect.controls());
    return system(incident.systemId(), received)
        .map(system -> new RiskRegister.Touched(incident.systemId(), system.ownerId(), effect.themes(),
            effect.unforeseen()))
        .chain(touched -> risks.flag(event.tenant(), touched, flag, cause))
        .chain(() -> liveStatus.opened(event.tenant(), open, cause));
  }

  /** The system of an incident; its own event comes over another topic and may be a moment later than the incident's. */
  private Uni<SystemFacts> system(UUID systemId, Instant received) {
    return systems.find(systemId).map(system -> {
      if (system != null) {
        return system;
      }
      if (received.plus(config.patience()).isAfter(clock.instant())) {
        throw new Refusal.NotReady("The system of this incident is not known yet.", Duration.ofSeconds(1));
      }
      throw new ReceivedEvent.Poison("The system " + systemId + " of this incident is not known.");
    });
  }

  private static Cause cause(ReceivedEvent event) {
    return Cause.of("risk-service", event);
  }
}
