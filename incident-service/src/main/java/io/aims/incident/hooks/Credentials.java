package io.aims.incident.hooks;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.authenticity.Doubt;
import io.aims.incident.authenticity.EventGridAccess;
import io.aims.incident.authenticity.GoogleToken;
import io.aims.incident.authenticity.GrafanaSignature;
import io.aims.incident.authenticity.LangfuseSignature;
import io.aims.incident.authenticity.MlflowSignature;
import io.aims.incident.authenticity.RoutingKey;
import io.aims.incident.authenticity.Scheme;
import io.aims.incident.authenticity.SecretHeader;
import io.aims.incident.authenticity.SnsSignature;
import io.aims.incident.authenticity.StandardWebhooks;
import io.aims.incident.authenticity.Verdict;
import io.aims.incident.authenticity.Verdict.Doubtful;
import io.aims.incident.authenticity.Verdict.Genuine;
import io.aims.incident.hooks.Admission.Admitted;
import io.aims.incident.hooks.Admission.TurnedAway;
import io.aims.incident.signal.Headers;
import io.aims.incident.signal.answer.Outcome;
import io.aims.incident.source.SourceDirectory.Credential;
import io.aims.incident.source.SourceDirectory.Listing;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * Admits senders that show a credential of their source, over the raw bytes and before anything is read into them.
 *
 * <p>What may have to fetch a certificate or keys is done off the event loop, a few at a time; who finds no place is
 * asked to come back.
 */
@ApplicationScoped
class Credentials {
  private static final int AT_ONCE = 16;
  private final Vertx vertx;
  private final Clock clock;
  private final Semaphore places = new Semaphore(AT_ONCE);

  Credentials(Vertx vertx, Clock clock) {
    this.vertx = vertx;
    this.clock = clock;
  }

  Uni<Admission> admit(Listing source, Headers headers, byte[] body) {
    if (source.credentials().stream().noneMatch(Credentials::mayFetch)) {
      return Uni.createFrom().item(verify(source, headers, body));
    }
    if (!places.tryAcquire()) {
      return Uni.createFrom().item(new TurnedAway(Outcome.OVERLOADED, "VERIFICATION_BUSY"));
    }
    return Uni.createFrom()
        .completionStage(() -> vertx.executeBlocking(() -> verify(source, headers, body), false).toCompletionStage())
        .onTermination()
        .invoke(() -> places.release());
  }

  /** Any genuine credential will do; else the doubt that says most. */
  private Admission verify(Listing source, Headers headers, byte[] body) {
    var doubts = new ArrayList<Doubt>();
    for (var credential : source.credentials()) {
      switch (verdict(credential, headers, body)) {
        case Genuine genuine -> {
          return new Admitted(credential.id(), genuine.replay());
        }
        case Doubtful doubtful -> doubts.add(doubtful.why());
      }
    }
    var doubt = telling(doubts);
    return new TurnedAway(doubt.outcome(), doubt.name());
  }

  private Verdict verdict(Credential credential, Headers headers, byte[] body) {
    var scheme = credential.scheme();
    return scheme == null
        ? Verdict.doubtful(Doubt.CREDENTIAL_UNAVAILABLE)
        : scheme.verify(headers, body, clock.instant());
  }

  /** A doubt that may pass comes first: the sender must not give up. A topic of the other credential says least. */
  static Doubt telling(List<Doubt> doubts) {
    return doubts.stream().min(Comparator.comparing(doubt -> switch (doubt.outcome()) {
      case KEYS_UNAVAILABLE -> 0;
      case UNAUTHENTIC -> 1;
      case REJECTED -> 2;
      case FORBIDDEN, ACCEPTED, IGNORED, HANDSHAKE, QUARANTINED, UNKNOWN_SOURCE, DISABLED, TOO_LARGE, ID_REUSED,
          OVER_QUOTA, OVERLOADED ->
        3;
    })).orElse(Doubt.CREDENTIAL_UNISSUED);
  }

  private static boolean mayFetch(Credential credential) {
    return credential.scheme() != null && mayFetch(credential.scheme());
  }

  private static boolean mayFetch(Scheme scheme) {
    return switch (scheme) {
      case SnsSignature _,GoogleToken _ -> true;
      case EventGridAccess access -> access.entra() != null;
      case GrafanaSignature _,MlflowSignature _,LangfuseSignature _,StandardWebhooks _,SecretHeader _,RoutingKey _ ->
        false;
    };
  }
}
