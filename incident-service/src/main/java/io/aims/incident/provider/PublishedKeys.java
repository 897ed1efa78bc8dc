package io.aims.incident.provider;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

import io.aims.incident.authenticity.Claims;
import io.aims.incident.authenticity.VerifiedTokens;

/**
 * Verifies tokens by the keys that an issuer publishes (RFC 7517). A key that is known counts at once, and still counts
 * when it is old because the issuer is away; keys are fetched anew when an hour has passed or one is not known, by one
 * request at a time and one in ten seconds, however many tokens are forged.
 */
final class PublishedKeys implements VerifiedTokens {
  private static final Duration FRESH = Duration.ofHours(1);
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final int SKEW_SECONDS = 30;
  private static final AlgorithmConstraints RSA = new AlgorithmConstraints(ConstraintType.PERMIT,
      AlgorithmIdentifiers.RSA_USING_SHA256);
  private final URI address;
  private final Function<URI, CompletionStage<byte[]>> source;
  private List<JsonWebKey> keys = List.of();
  private Instant fetchedAt = Instant.EPOCH;
  private Instant triedAt = Instant.EPOCH;
  private @Nullable CompletableFuture<@Nullable Void> underWay;

  /** @param source whose answers fail in time: who waits for one waits without end */
  PublishedKeys(URI address, Function<URI, CompletionStage<byte[]>> source) {
    this.address = address;
    this.source = source;
  }

  @Override
  public Token verify(String jwt, Instant now) {
    var id = keyId(jwt);
    if (id == null) {
      return new Token.Invalid();
    }
    var key = find(id);
    if (key == null) {
      return missing(now);
    }
    if (stale(now)) {
      fetch(now);
    }
    try {
      var claims = new JwtConsumerBuilder().setVerificationKey(key.getKey())
          .setJwsAlgorithmConstraints(RSA)
          .setRequireExpirationTime()
          .setEvaluationTime(NumericDate.fromSeconds(now.getEpochSecond()))
          .setAllowedClockSkewInSeconds(SKEW_SECONDS)
          .setSkipDefaultAudienceValidation()
          .build()
          .processToClaims(jwt);
      return new Token.Verified(claims(claims));
    } catch (InvalidJwtException | MalformedClaimException e) {
      return new Token.Invalid();
    }
  }

  private static Claims claims(JwtClaims claims) throws MalformedClaimException {
    var client = claims.getClaimValueAsString("azp");
    var verified = claims.getClaimValue("email_verified");
    return new Claims(claims.getIssuer() == null ? "" : claims.getIssuer(), claims.getAudience(), claims.getSubject(),
        claims.getClaimValueAsString("email"), Boolean.TRUE.equals(verified) || "true".equals(verified),
        client == null ? claims.getClaimValueAsString("appid") : client);
  }

  /** Null when there is none, or it is no text. */
  private static @Nullable String keyId(String jwt) {
    try {
      return JsonWebStructure.fromCompactSerialization(jwt) instanceof JsonWebSignature signed
          && signed.getHeaders().getObjectHeaderValue("kid") instanceof String id ? id : null;
    } catch (JoseException e) {
      return null;
    }
  }

  private synchronized @Nullable JsonWebKey find(String id) {
    return keys.stream().filter(key -> id.equals(key.getKeyId())).findFirst().orElse(null);
  }

  private synchronized boolean stale(Instant now) {
    return now.isAfter(fetchedAt.plus(FRESH)) && rested(now);
  }

  private boolean rested(Instant now) {
    return now.isAfter(triedAt.plus(PAUSE));
  }

  /** A key that the last look at the issuer, which succeeded, did not find is none of its keys. */
  private synchronized Token missing(Instant now) {
    if (underWay != null || rested(now)) {
      return new Token.Awaited(() -> fetch(now));
    }
    return !keys.isEmpty() && !fetchedAt.isBefore(triedAt) ? new Token.Invalid() : new Token.Unknown();
  }

  /** However many ask at once, the issuer is asked once. Never fails: without an answer, what is known counts on. */
  private CompletionStage<@Nullable Void> fetch(Instant now) {
    var done = new CompletableFuture<@Nullable Void>();
    synchronized (this) {
      if (underWay != null) {
        return underWay;
      }
      if (!rested(now)) {
        return CompletableFuture.completedFuture(null);
      }
      triedAt = now;
      underWay = done;
    }
    CompletableFuture.completedFuture(address)
        .thenCompose(source)
        .thenApply(PublishedKeys::read)
        .whenComplete((fetched, fault) -> {
          settle(fetched, now);
          done.complete(null);
        });
    return done;
  }

  private synchronized void settle(@Nullable List<JsonWebKey> fetched, Instant now) {
    underWay = null;
    if (fetched != null) {
      keys = fetched;
      fetchedAt = now;
    }
  }

  private static List<JsonWebKey> read(byte[] published) {
    try {
      return new JsonWebKeySet(new String(published, StandardCharsets.UTF_8)).getJsonWebKeys();
    } catch (JoseException e) {
      throw new CompletionException(e);
    }
  }
}
