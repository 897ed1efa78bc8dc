package io.aims.incident.hooks;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.authenticity.Doubt;
import io.aims.incident.authenticity.Verdict;
import io.aims.incident.authenticity.Verdict.Doubtful;
import io.aims.incident.authenticity.Verdict.Genuine;
import io.aims.incident.authenticity.Verdict.Pending;
import io.aims.incident.hooks.Admission.Admitted;
import io.aims.incident.hooks.Admission.TurnedAway;
import io.aims.incident.signal.Headers;
import io.aims.incident.signal.answer.Outcome;
import io.aims.incident.source.SourceDirectory.Credential;
import io.aims.incident.source.SourceDirectory.Listing;
import io.smallrye.mutiny.Uni;

/**
 * Admits senders that show a credential of their source, over the raw bytes and before anything is read into them.
 *
 * <p>Mostly all is at hand that this needs. Who has to wait until a certificate or keys are fetched takes a place among
 * a few of the organisation; who finds none is asked to come back.
 */
@ApplicationScoped
class Credentials {
  private static final int PLACES = 4;
  private final Clock clock;
  private final Places places = new Places(PLACES);

  Credentials(Clock clock) {
    this.clock = clock;
  }

  Uni<Admission> admit(Listing source, Headers headers, byte[] body) {
    var first = Attempt.of(source, headers, body, clock.instant());
    if (first.pending().isEmpty()) {
      return Uni.createFrom().item(first.admission());
    }
    if (!places.take(source.tenant())) {
      return Uni.createFrom().item(new TurnedAway(Outcome.OVERLOADED, "VERIFICATION_BUSY"));
    }
    var fetched = CompletableFuture.completedFuture(first).thenCompose(Attempt::fetched);
    fetched.whenComplete((all, fault) -> places.leave(source.tenant()));
    // a copy, as a sender that gives up cancels what it waits for
    return Uni.createFrom()
        .completionStage(fetched.copy())
        .emitOn(HookResource.here())
        .map(all -> Attempt.of(source, headers, body, clock.instant()).admission());
  }

  /** What a look at all credentials of a source has shown. */
  private record Attempt(@Nullable Admitted admitted, List<Doubt> doubts, List<Pending> pending) {

    static Attempt of(Listing source, Headers headers, byte[] body, Instant now) {
      var attempt = new Attempt(null, new ArrayList<>(), new ArrayList<>());
      for (var credential : source.credentials()) {
        switch (verdict(credential, headers, body, now)) {
          case Genuine genuine -> {
            return new Attempt(new Admitted(credential.id(), genuine.replay()), List.of(), List.of());
          }
          case Doubtful doubtful -> attempt.doubts.add(doubtful.why());
          case Pending waits -> attempt.pending.add(waits);
        }
      }
      return attempt;
    }

    /** Any genuine credential will do; else the doubt that says most, were nothing fetched. */
    Admission admission() {
      if (admitted != null) {
        return admitted;
      }
      var all = new ArrayList<>(doubts);
      pending.forEach(waits -> all.add(waits.why()));
      var doubt = telling(all);
      return new TurnedAway(doubt.outcome(), doubt.name());
    }

    CompletableFuture<@Nullable Void> fetched() {
      return CompletableFuture.allOf(pending.stream()
          .map(waits -> waits.fetch().get().toCompletableFuture())
          .toArray(CompletableFuture[]::new));
    }
  }

  private static Verdict verdict(Credential credential, Headers headers, byte[] body, Instant now) {
    var scheme = credential.scheme();
    return scheme == null ? Verdict.doubtful(Doubt.CREDENTIAL_UNAVAILABLE) : scheme.verify(headers, body, now);
  }

  /** A doubt that may pass comes first: the sender must not give up. A topic of the other credential says least. */
  static Doubt telling(List<Doubt> doubts) {
    return doubts.stream().min(Comparator.comparing(doubt -> switch (doubt.outcome()) {
      case KEYS_UNAVAILABLE -> 0;
      case UNAUTHENTIC -> 1;
      case REJECTED -> 2;
      case FORBIDDEN, ACCEPTED, IGNORED, HANDSHAKE, QUARANTINED, UNKNOWN_SOURCE, DISABLED, TOO_LARGE, ID_REUSED,
          OVERLOADED ->
        3;
    })).orElse(Doubt.CREDENTIAL_UNISSUED);
  }
}
