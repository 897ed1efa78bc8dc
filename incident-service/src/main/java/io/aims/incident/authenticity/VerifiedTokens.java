package io.aims.incident.authenticity;

import java.time.Instant;

/** Verifies the signature and times of an identity provider's tokens by its published keys (JWKS). */
@FunctionalInterface
public interface VerifiedTokens {

  /** What became of a token. */
  sealed interface Token {
    record Verified(Claims claims) implements Token {}

    /** Not signed by the provider, or not valid now. */
    record Invalid() implements Token {}

    /** The provider's keys can't be had just now. */
    record Unknown() implements Token {}
  }

  Token verify(String jwt, Instant now);
}
