package io.aims.incident.provider;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

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
 * Verifies tokens by the keys that an issuer publishes (RFC 7517). Keys are fetched when they are needed, kept for an
 * hour, and asked for anew at most every ten seconds, so that forged tokens make no traffic; keys that are old because
 * the issuer is away still count. Blocks while it fetches.
 */
final class PublishedKeys implements VerifiedTokens {
  private static final Duration FRESH = Duration.ofHours(1);
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final int SKEW_SECONDS = 30;
  private static final AlgorithmConstraints RSA = new AlgorithmConstraints(ConstraintType.PERMIT,
      AlgorithmIdentifiers.RSA_USING_SHA256);
  private final URI address;
  private final Fetcher fetcher;
  private List<JsonWebKey> keys = List.of();
  private Instant fetchedAt = Instant.EPOCH;
  private Instant triedAt = Instant.EPOCH;

  PublishedKeys(String address, Duration patience) {
    this.address = URI.create(address);
    this.fetcher = new Fetcher(patience);
  }

  @Override
  public Token verify(String jwt, Instant now) {
    var id = keyId(jwt);
    if (id == null) {
      return new Token.Invalid();
    }
    var key = key(id, now);
    if (key == null) {
      return upToDate() ? new Token.Invalid() : new Token.Unknown();
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

  private static @Nullable String keyId(String jwt) {
    try {
      return JsonWebStructure.fromCompactSerialization(jwt) instanceof JsonWebSignature signed
          ? signed.getKeyIdHeaderValue()
          : null;
    } catch (JoseException e) {
      return null;
    }
  }

  /** One thread fetches, the others wait for it. */
  private synchronized @Nullable JsonWebKey key(String id, Instant now) {
    var found = find(id);
    var stale = found == null || now.isAfter(fetchedAt.plus(FRESH));
    if (stale && now.isAfter(triedAt.plus(PAUSE))) {
      triedAt = now;
      fetch(now);
      found = find(id);
    }
    return found;
  }

  /** Whether the last look at the issuer succeeded, so that a key which is not there is none of its keys. */
  private synchronized boolean upToDate() {
    return !keys.isEmpty() && !fetchedAt.isBefore(triedAt);
  }

  private @Nullable JsonWebKey find(String id) {
    return keys.stream().filter(key -> id.equals(key.getKeyId())).findFirst().orElse(null);
  }

  private void fetch(Instant now) {
    try {
      keys = new JsonWebKeySet(new String(fetcher.get(address), StandardCharsets.UTF_8))
          .getJsonWebKeys();
      fetchedAt = now;
    } catch (IOException | JoseException e) {
      // what is known counts on; without any, senders are asked to come back
    }
  }
}
