package io.aims.incident.link;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.inbox.Projection;
import io.aims.platform.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;

/** Listens to the risk service: which risks there are, and which risks and controls an incident touches. */
@ApplicationScoped
public class EffectFeed implements Projection {
  private final KnownRisks risks;
  private final Links links;

  EffectFeed(KnownRisks risks, Links links) {
    this.risks = risks;
    this.links = links;
  }

  record Identified(String reference) {
    Identified {
      Objects.requireNonNull(reference, "reference");
    }
  }

  /** What this feed reads of a risk that is flagged, or not any more. */
  record Flagged(UUID incidentId) {
    Flagged {
      Objects.requireNonNull(incidentId, "incidentId");
    }
  }

  /** What this feed reads of lines that an incident has downgraded, or of which it lets go. */
  record Lines(UUID incidentId, List<String> controls) {
    Lines {
      Objects.requireNonNull(incidentId, "incidentId");
      Objects.requireNonNull(controls, "controls");
    }
  }

  @Override
  public String name() {
    return "effects";
  }

  @Override
  public String source() {
    return "risk-service";
  }

  @Override
  public Uni<Void> forget(UUID tenant, UUID aggregate) {
    return risks.forget(tenant, aggregate).chain(() -> links.forget(tenant, aggregate));
  }

  @Override
  public Uni<Void> apply(ReceivedEvent event) {
    return switch (event.type()) {
      case "aims.risk.risk.identified.v1" ->
        risks.add(event.tenant(), event.aggregateId(), event.dataAs(Identified.class).reference());
      case "aims.risk.risk.flagged.v1" -> touched(event, event.dataAs(Flagged.class).incidentId(), LinkedTo.RISK,
          List.of(event.aggregateId().toString()));
      case "aims.risk.risk.flag-withdrawn.v1" ->
        links.released(event.tenant(), event.dataAs(Flagged.class).incidentId(), event.aggregateId());
      case "aims.risk.statement-of-applicability.lines-downgraded.v1" -> {
        var lines = event.dataAs(Lines.class);
        yield touched(event, lines.incidentId(), LinkedTo.CONTROL, lines.controls());
      }
      case "aims.risk.statement-of-applicability.lines-recovered.v1" -> {
        var lines = event.dataAs(Lines.class);
        yield links.releasedIfDismissed(event.tenant(), lines.incidentId(), event.aggregateId(), lines.controls());
      }
      default -> Uni.createFrom().voidItem();
    };
  }

  private Uni<Void> touched(ReceivedEvent event, UUID incidentId, LinkedTo to, List<String> ids) {
    return links.touched(event.tenant(), incidentId, to, ids, event.aggregateId(), event.time());
  }
}
