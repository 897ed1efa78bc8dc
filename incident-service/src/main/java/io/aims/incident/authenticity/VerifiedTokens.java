package io.aims.incident.authenticity;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Verifies signature and times of an identity provider's tokens by its published keys (JWKS). Waits for nothing. */
@FunctionalInterface
public interface VerifiedTokens {

  /** What became of a token. */
  sealed interface Token {
    record Verified(Claims claims) implements Token {}

    /** Not signed by the provider, or not valid now. */
    record Invalid() implements Token {}

    /** The provider's keys can't be had just now. */
    record Unknown() implements Token {}

    /**
     * Signed by a key that is not known yet.
     *
     * @param fetch looks whether the provider has published it meanwhile; then the token is to be verified again
     */
    record Awaited(Supplier<? extends CompletionStage<?>> fetch) implements Token {}
  }

  Token verify(String jwt, Instant now);
}
