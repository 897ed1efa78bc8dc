package io.aims.incident.authenticity;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.Headers;

/**
 * Google's OIDC token of a Pub/Sub push: any Google customer can have one made for our audience, so that the service
 * account is what counts.
 *
 * @param audience as set in the push subscription
 * @param email of the service account that the subscription pushes as
 */
public record GoogleToken(VerifiedTokens tokens, String audience, String email) implements Scheme {
  private static final Set<String> ISSUERS = Set.of("https://accounts.google.com", "accounts.google.com");

  @Override
  public Verdict verify(Headers headers, byte[] body, Instant now) {
    return BearerToken.judge(tokens, headers, now, this::doubt);
  }

  private @Nullable Doubt doubt(Claims claims) {
    if (!ISSUERS.contains(claims.issuer())) {
      return Doubt.ISSUER_WRONG;
    }
    if (!claims.audience().contains(audience)) {
      return Doubt.AUDIENCE_WRONG;
    }
    return claims.emailVerified() && email.equals(claims.email()) ? null : Doubt.SENDER_WRONG;
  }
}
