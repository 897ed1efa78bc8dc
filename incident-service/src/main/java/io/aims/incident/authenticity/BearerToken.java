package io.aims.incident.authenticity;

import java.time.Instant;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.aims.incident.authenticity.VerifiedTokens.Token.Awaited;
import io.aims.incident.authenticity.VerifiedTokens.Token.Invalid;
import io.aims.incident.authenticity.VerifiedTokens.Token.Unknown;
import io.aims.incident.authenticity.VerifiedTokens.Token.Verified;
import io.aims.incident.signal.Headers;

/** Takes the token from the {@code Authorization} header and lets a policy judge its claims. */
final class BearerToken {
  private static final String PREFIX = "Bearer ";

  private BearerToken() {}

  static Verdict judge(VerifiedTokens tokens, Headers headers, Instant now, Function<Claims, @Nullable Doubt> policy) {
    var header = headers.get("authorization");
    if (header == null || !header.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
      return Verdict.doubtful(Doubt.TOKEN_MISSING);
    }
    return switch (tokens.verify(header.substring(PREFIX.length()).strip(), now)) {
      case Invalid _ -> Verdict.doubtful(Doubt.TOKEN_INVALID);
      case Unknown _ -> Verdict.doubtful(Doubt.TOKEN_KEYS_UNAVAILABLE);
      case Awaited awaited -> new Verdict.Pending(Doubt.TOKEN_KEYS_UNAVAILABLE, awaited.fetch());
      case Verified verified -> {
        var doubt = policy.apply(verified.claims());
        yield doubt == null ? Verdict.genuine() : Verdict.doubtful(doubt);
      }
    };
  }
}
