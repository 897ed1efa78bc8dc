package io.aims.incident.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

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

import io.aims.incident.authenticity.VerifiedTokens;
import io.aims.incident.authenticity.VerifiedTokens.Token.Awaited;
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
    keys = new PublishedKeys(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys"),
        new Fetcher(Duration.ofSeconds(2))::get);
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

    assertThat(verify(signed(claims, "one", PAIR), NOW)).isInstanceOfSatisfying(Verified.class, token -> {
      assertThat(token.claims().issuer()).isEqualTo("https://issuer.test");
      assertThat(token.claims().audience()).containsExactly("hook");
      assertThat(token.claims().email()).isEqualTo("push@p.test");
      assertThat(token.claims().emailVerified()).isTrue();
      assertThat(token.claims().clientId()).isEqualTo("event-grid");
    });
    verify(signed(claims, "one", PAIR), NOW.plusSeconds(60));
    assertThat(fetched).isOne();
  }

  @Test
  void expired_foreign_unsigned_and_maced_tokens_are_none() throws JoseException {
    assertThat(verify(signed(claims(), "one", PAIR), NOW.plusSeconds(400))).isInstanceOf(Invalid.class);
    assertThat(verify(signed(claims(), "one", pair()), NOW)).isInstanceOf(Invalid.class);
    assertThat(verify("nonsense", NOW)).isInstanceOf(Invalid.class);
    assertThat(verify("a.b.c", NOW)).isInstanceOf(Invalid.class);
    var maced = new JsonWebSignature();
    maced.setPayload(claims().toJson());
    maced.setKeyIdHeaderValue("one");
    maced.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
    maced.setKey(new HmacKey(PAIR.getPublic().getEncoded()));
    assertThat(verify(maced.getCompactSerialization(), NOW)).isInstanceOf(Invalid.class);
    var endless = claims();
    endless.unsetClaim("exp");
    assertThat(verify(signed(endless, "one", PAIR), NOW)).isInstanceOf(Invalid.class);
  }

  @Test
  void a_key_that_was_rolled_is_fetched_and_forged_ones_make_no_traffic() throws JoseException {
    verify(signed(claims(), "one", PAIR), NOW);
    assertThat(verify(signed(claims(), "two", PAIR), NOW.plusSeconds(5))).isInstanceOf(Invalid.class);
    assertThat(fetched).isOne();
    published = jwks("two");

    assertThat(verify(signed(claims(), "two", PAIR), NOW.plusSeconds(11))).isInstanceOf(Verified.class);
    assertThat(fetched).isEqualTo(2);
  }

  @Test
  void while_the_issuer_is_away_known_keys_count_and_unknown_ones_can_not_be_told() throws JoseException {
    status = 500;
    assertThat(verify(signed(claims(), "one", PAIR), NOW)).isInstanceOf(Unknown.class);
    status = 200;
    assertThat(verify(signed(claims(), "one", PAIR), NOW.plusSeconds(11))).isInstanceOf(Verified.class);
    status = 500;

    assertThat(verify(signed(claims(), "two", PAIR), NOW.plusSeconds(22))).isInstanceOf(Unknown.class);
    assertThat(verify(signed(claims(), "one", PAIR), NOW.plusSeconds(23))).isInstanceOf(Verified.class);
  }

  @Test
  void a_known_key_counts_at_once_while_keys_are_fetched_by_one_request() throws JoseException {
    var asked = new ArrayList<CompletableFuture<byte[]>>();
    keys = new PublishedKeys(URI.create("https://issuer.test/keys"), address -> {
      asked.add(new CompletableFuture<>());
      return asked.getLast();
    });
    var token = signed(claims(), "one", PAIR);
    var fetch = ((Awaited) keys.verify(token, NOW)).fetch();
    var first = fetch.get().toCompletableFuture();
    var second = fetch.get().toCompletableFuture();
    assertThat(asked).hasSize(1);
    assertThat(second).as("waits for the same request").isNotCompleted();
    assertThat(keys.verify(token, NOW)).isInstanceOf(Awaited.class);

    asked.getFirst().complete(published.getBytes(StandardCharsets.UTF_8));

    assertThat(first).isCompleted();
    assertThat(second).isCompleted();
    var later = claims();
    later.setExpirationTime(NumericDate.fromSeconds(NOW.plusSeconds(8000).getEpochSecond()));
    assertThat(keys.verify(signed(later, "one", PAIR), NOW.plusSeconds(3601))).isInstanceOf(Verified.class);
    assertThat(keys.verify(signed(later, "one", PAIR), NOW.plusSeconds(3602))).isInstanceOf(Verified.class);
    assertThat(asked).hasSize(2);
    asked.getLast().completeExceptionally(new IOException("away"));
    assertThat(keys.verify(signed(later, "one", PAIR), NOW.plusSeconds(3603))).isInstanceOf(Verified.class);
  }

  @Test
  void a_key_name_that_is_no_text_is_none() {
    var header = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"RS256\",\"kid\":5}".getBytes());
    var odd = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":5,\"kid\":\"one\"}".getBytes());

    assertThat(verify(header + ".e30.AAAA", NOW)).isInstanceOf(Invalid.class);
    assertThat(verify(odd + ".e30.AAAA", NOW)).isInstanceOf(Invalid.class);
    assertThat(fetched).isOne();
  }

  /** Fetches what the token waits for, and has it verified again. */
  private VerifiedTokens.Token verify(String jwt, Instant now) {
    var token = keys.verify(jwt, now);
    if (token instanceof Awaited awaited) {
      awaited.fetch().get().toCompletableFuture().join();
      return keys.verify(jwt, now);
    }
    return token;
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
