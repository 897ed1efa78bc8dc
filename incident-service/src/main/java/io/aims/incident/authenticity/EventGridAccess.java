package io.aims.incident.authenticity;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.Headers;
import io.aims.incident.signal.vendor.EventGrid;

/**
 * Azure Event Grid signs nothing: who may come in is who shows a token of Microsoft Entra ID and names a registered
 * topic, which alone would be no secret.
 *
 * @param topics paths of the Azure resources whose events are expected; their letters' case does not matter
 */
public record EventGridAccess(Set<String> topics, Entra entra) implements Scheme {

  public EventGridAccess {
    topics = topics.stream().map(EventGridAccess::lower).collect(Collectors.toUnmodifiableSet());
  }

  /** What a token of Event Grid has to say; its delivery service is the client, in every tenant. */
  public record Entra(VerifiedTokens tokens, String issuer, String audience, String clientId) {

    private @Nullable Doubt doubt(Claims claims) {
      if (!issuer.equals(claims.issuer())) {
        return Doubt.ISSUER_WRONG;
      }
      if (!claims.audience().contains(audience)) {
        return Doubt.AUDIENCE_WRONG;
      }
      return clientId.equals(claims.clientId()) ? null : Doubt.SENDER_WRONG;
    }
  }

  @Override
  public Verdict verify(Headers headers, byte[] body, Instant now) {
    var verdict = BearerToken.judge(entra.tokens(), headers, now, entra::doubt);
    if (!(verdict instanceof Verdict.Genuine)) {
      return verdict;
    }
    var named = EventGrid.topics(body);
    if (named.isEmpty()) {
      return Verdict.doubtful(Doubt.MESSAGE_MALFORMED);
    }
    return named.stream().map(EventGridAccess::lower).allMatch(topics::contains)
        ? verdict
        : Verdict.doubtful(Doubt.TOPIC_UNREGISTERED);
  }

  private static String lower(String topic) {
    return topic.toLowerCase(Locale.ROOT);
  }
}
