package io.aims.incident.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.sun.net.httpserver.HttpServer;

import io.aims.incident.authenticity.VerifiedTokens.Token.Invalid;
import io.aims.incident.authenticity.VerifiedTokens.Token.Unknown;
import io.aims.incident.authenticity.VerifiedTokens.Token.Verified;

class PublishedKeysTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
  private static final KeyPair PAIR = pair();
  private HttpServer server;
  private PublishedKeys keys;
  private String published = jwks("one");
  private int status = 200;
  private int fetched;

  @BeforeEach
  void publish() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/keys", exchange -> {
      fetched++;
      var bytes = published.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    });
    server.start();
    keys = new PublishedKeys("http://127.0.0.1:" + server.getAddress().getPort() + "/keys", Duration.ofSeconds(2));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void a_token_of_the_issuer_says_what_it_says() throws JoseException {
    var claims = claims();
    claims.setStringClaim("email", "push@p.test");
    claims.setClaim("email_verified", true);
    claims.setStringClaim("appid", "event-grid");

    assertThat(keys.verify(signed(claims, "one", PAIR), NOW)).isInstanceOfSatisfying(Verified.class, token -> {
      assertThat(token.claims().issuer()).isEqualTo("https://issuer.test");
      assertThat(token.claims().audience()).containsExactly("hook");
      assertThat(token.claims().email()).isEqualTo("push@p.test");
      assertThat(token.claims().emailVerified()).isTrue();
      assertThat(token.claims().clientId()).isEqualTo("event-grid");
    });
    keys.verify(signed(claims, "one", PAIR), NOW.plusSeconds(60));
    assertThat(fetched).isOne();
  }

  @Test
  void expired_foreign_unsigned_and_maced_tokens_are_none() throws JoseException {
    assertThat(keys.verify(signed(claims(), "one", PAIR), NOW.plusSeconds(400))).isInstanceOf(Invalid.class);
    assertThat(keys.verify(signed(claims(), "one", pair()), NOW)).isInstanceOf(Invalid.class);
    assertThat(keys.verify("nonsense", NOW)).isInstanceOf(Invalid.class);
    assertThat(keys.verify("a.b.c", NOW)).isInstanceOf(Invalid.class);
    var maced = new JsonWebSignature();
    maced.setPayload(claims().toJson());
    maced.setKeyIdHeaderValue("one");
    maced.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
    maced.setKey(new HmacKey(PAIR.getPublic().getEncoded()));
    assertThat(keys.verify(maced.getCompactSerialization(), NOW)).isInstanceOf(Invalid.class);
    var endless = claims();
    endless.unsetClaim("exp");
    assertThat(keys.verify(signed(endless, "one", PAIR), NOW)).isInstanceOf(Invalid.class);
  }

  @Test
  void a_key_that_was_rolled_is_fetched_and_forged_ones_make_no_traffic() throws JoseException {
    keys.verify(signed(claims(), "one", PAIR), NOW);
    assertThat(keys.verify(signed(claims(), "two", PAIR), NOW.plusSeconds(5))).isInstanceOf(Invalid.class);
    assertThat(fetched).isOne();
    published = jwks("two");

    assertThat(keys.verify(signed(claims(), "two", PAIR), NOW.plusSeconds(11))).isInstanceOf(Verified.class);
    assertThat(fetched).isEqualTo(2);
  }

  @Test
  void while_the_issuer_is_away_known_keys_count_and_unknown_ones_can_not_be_told() throws JoseException {
    status = 500;
    assertThat(keys.verify(signed(claims(), "one", PAIR), NOW)).isInstanceOf(Unknown.class);
    status = 200;
    assertThat(keys.verify(signed(claims(), "one", PAIR), NOW.plusSeconds(11))).isInstanceOf(Verified.class);
    status = 500;

    assertThat(keys.verify(signed(claims(), "two", PAIR), NOW.plusSeconds(22))).isInstanceOf(Unknown.class);
    assertThat(keys.verify(signed(claims(), "one", PAIR), NOW.plusSeconds(23))).isInstanceOf(Verified.class);
  }

  private static JwtClaims claims() {
    var claims = new JwtClaims();
    claims.setIssuer("https://issuer.test");
    claims.setAudience("hook");
    claims.setExpirationTime(NumericDate.fromSeconds(NOW.plusSeconds(300).getEpochSecond()));
    return claims;
  }

  private static String signed(JwtClaims claims, String id, KeyPair pair) throws JoseException {
    var token = new JsonWebSignature();
    token.setPayload(claims.toJson());
    token.setKeyIdHeaderValue(id);
    token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    token.setKey(pair.getPrivate());
    return token.getCompactSerialization();
  }

  private static KeyPair pair() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String jwks(String id) {
    var key = (RSAPublicKey) PAIR.getPublic();
    return """
        {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"%s"}]}"""
        .formatted(id, base64url(key.getModulus()), base64url(key.getPublicExponent()));
  }

  private static String base64url(BigInteger number) {
    var bytes = number.toByteArray();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }
}
