package io.aims.incident.hooks;

import java.time.Clock;
import java.util.Objects;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

import io.aims.incident.delivery.NewDelivery;
import io.aims.incident.hooks.Admission.Admitted;
import io.aims.incident.hooks.Admission.TurnedAway;
import io.aims.incident.hooks.HookResource.Accepted;
import io.aims.incident.signal.Reading.Handshake;
import io.aims.incident.signal.Reading.Ignored;
import io.aims.incident.signal.Reading.Quarantined;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.answer.Answer;
import io.aims.incident.signal.answer.Outcome;
import io.aims.incident.source.SourceDiary;
import io.aims.incident.source.SourceDirectory.Listing;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.time.Ids;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;

/** Takes the delivery of an admitted sender, and tells each sender what became of it in the way it understands. */
@ApplicationScoped
class Door {
  private final Intake intake;
  private final Handshakes handshakes;
  private final SourceDiary diary;
  private final HookMetrics metrics;
  private final HookConfig config;
  private final Ids ids;
  private final Clock clock;

  Door(Intake intake, Handshakes handshakes, SourceDiary diary, HookMetrics metrics, HookConfig config, Ids ids,
      Clock clock) {
    this.intake = intake;
    this.handshakes = handshakes;
    this.diary = diary;
    this.metrics = metrics;
    this.config = config;
    this.ids = ids;
    this.clock = clock;
  }

  Uni<Response> take(Listing source, Admission admission, Letter letter) {
    return switch (admission) {
      case TurnedAway away -> turnAway(source, away.outcome(), away.reason(), null);
      case Admitted sender -> source.enabled()
          ? read(source, sender, letter)
          : turnAway(source, Outcome.DISABLED, "DISABLED", null);
    };
  }

  private Uni<Response> read(Listing source, Admitted sender, Letter letter) {
    return switch (source.profile().read(letter.headers(), letter.body())) {
      case Understood understood -> {
        metrics.unknownFields(source.profile(), understood.unknownFields().size());
        yield keep(source, sender, letter, null, understood.unknownFields())
            .invoke(() -> understood.passedOver().forEach(why -> passOver(source, why.name())));
      }
      case Quarantined quarantined -> keep(source, sender, letter, quarantined.why().name(), Set.of());
      case Ignored ignored -> Uni.createFrom()
          .item(Response.status(taken(source, sender, Outcome.IGNORED, ignored.why().name(), Set.of())).build());
      case Handshake handshake -> handshakes
          .answer(source, handshake, Answer.to(source.profile(), Outcome.HANDSHAKE).status())
          .invoke(() -> taken(source, sender, Outcome.HANDSHAKE, handshake.purpose().name(), Set.of()))
          .onFailure()
          .recoverWithUni(fault -> turnAway(source, Outcome.OVERLOADED, "CONFIRMATION_FAILED", null));
      case Rejected rejected -> turnAway(source, Outcome.REJECTED, rejected.why().name(), rejected);
    };
  }

  private Uni<Response> keep(Listing source, Admitted sender, Letter letter, @Nullable String quarantine,
      Set<String> unknownFields) {
    var delivery = new NewDelivery(ids.next(), source.id(), source.systemId(), source.profile(),
        letter.senderKey(source.profile(), sender.replay()), clock.instant(), letter.telling().byName(),
        source.profile().kept(letter.body()), quarantine);
    return intake.accept(source.tenant(), delivery)
        .ifNoItem()
        .after(config.patience())
        .failWith(() -> new Refusal.NotReady("The delivery could not be kept in time.", config.retryAfter()))
        .map(id -> Response
            .status(taken(source, sender, quarantine == null ? Outcome.ACCEPTED : Outcome.QUARANTINED,
                Objects.requireNonNullElse(quarantine, ""), unknownFields))
            .entity(new Accepted(id))
            .build())
        .onFailure(Refusal.KeyReused.class)
        .recoverWithUni(() -> turnAway(source, Outcome.ID_REUSED, "ID_REUSED", null))
        .onFailure(Refusal.NotReady.class)
        .invoke(() -> metrics.count(source.profile(), Outcome.OVERLOADED, "INTAKE"));
  }

  private int taken(Listing source, Admitted sender, Outcome outcome, String reason, Set<String> unknownFields) {
    metrics.count(source.profile(), outcome, reason);
    diary.taken(source, sender.credentialId(), unknownFields);
    return Answer.to(source.profile(), outcome).status();
  }

  /**
   * Answers who asks whether events of this origin are expected. Nobody has shown who they are by asking: the source does
   * not count as heard, and no address that came along is looked at.
   */
  Uni<Response> permit(Listing source, String origin) {
    var refusal = OriginPolicy.refusal(source, origin);
    if (refusal != null) {
      return turnAway(source, refusal.outcome(), refusal.reason(), null);
    }
    metrics.count(source.profile(), Outcome.HANDSHAKE, "ORIGIN_PERMISSION");
    return Uni.createFrom()
        .item(Response.status(Answer.to(source.profile(), Outcome.HANDSHAKE).status())
            .header("WebHook-Allowed-Origin", origin)
            .header("WebHook-Allowed-Rate", config.allowedRate())
            .header(HttpHeaders.ALLOW, HttpMethod.POST)
            .build());
  }

  /** Some of a delivery was odd, and nothing was made of it: its source is told in the error feed. */
  private void passOver(Listing source, String reason) {
    metrics.count(source.profile(), Outcome.QUARANTINED, reason);
    diary.turnedAway(source, Outcome.QUARANTINED, reason, null);
  }

  /** @param rejected the place and words for the sender, of a delivery that can't be read */
  Uni<Response> turnAway(Listing source, Outcome outcome, String reason, @Nullable Rejected rejected) {
    metrics.count(source.profile(), outcome, reason);
    diary.turnedAway(source, outcome, reason, rejected == null ? null : rejected.at());
    var status = Answer.to(source.profile(), outcome).status();
    return status < 300
        ? Uni.createFrom().item(Response.status(status).build())
        : Uni.createFrom().failure(problem(outcome, rejected == null ? "" : rejected.words()));
  }

  /** Each of these has the status that {@link Answer} gives to the outcome. */
  private RuntimeException problem(Outcome outcome, String words) {
    return switch (outcome) {
      case REJECTED -> new Refusal.Malformed(words.isEmpty() ? "Signature or body have the wrong form." : words);
      case UNAUTHENTIC -> new UnauthorizedException();
      case FORBIDDEN -> new Refusal.Forbidden("Neither this sender nor this topic is registered for the hook source.");
      case DISABLED -> new Refusal.NotAllowedNow("delivery", "DISABLED", Set.of("enabling"));
      case TOO_LARGE -> new ClientErrorException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
      case ID_REUSED -> new Refusal.KeyReused();
      case UNKNOWN_SOURCE -> new Refusal.NotFound(HookResource.SOURCE);
      case KEYS_UNAVAILABLE, OVERLOADED -> new Refusal.NotReady(
          "What the delivery has to be verified with is not at hand.", config.retryAfter());
      case ACCEPTED, IGNORED, HANDSHAKE, QUARANTINED -> throw new IllegalArgumentException(outcome + " is no problem");
    };
  }
}
