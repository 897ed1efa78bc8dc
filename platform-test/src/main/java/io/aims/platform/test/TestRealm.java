package io.aims.platform.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.sun.net.httpserver.HttpServer;

import io.smallrye.jwt.build.Jwt;

/**
 * An identity provider on a free port that issues tokens of the shape the real realm issues, so that services verify
 * real signatures in their tests.
 */
public final class TestRealm {
  /** Organisation acme. */
  public static final UUID ACME = UUID.fromString("a1000000-0000-4000-8000-000000000001");
  /** Organisation globex. */
  public static final UUID GLOBEX = UUID.fromString("b2000000-0000-4000-8000-000000000001");
  private static final String URL = "aims.test.realm.url";
  private static final String KEY = "aims.test.realm.key";

  private TestRealm() {}

  /** Starts the provider and returns its address; tokens are signed with its key from now on. */
  public static String start() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      var keys = generator.generateKeyPair();
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/realms/aims";
      serve(server, "/realms/aims/.well-known/openid-configuration",
          """
              {"issuer":"%1$s","jwks_uri":"%1$s/certs","token_endpoint":"%1$s/token","authorization_endpoint":"%1$s/auth"}"""
              .formatted(url));
      serve(server, "/realms/aims/certs", jwks(keys));
      server.start();
      System.setProperty(URL, url);
      System.setProperty(KEY, Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()));
      return url;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token of the demo account of {@code role} in {@code organisation}. */
  public static String token(UUID organisation, String role) {
    return token(organisation, person(organisation, role), role);
  }

  /** A token of any person with any roles. */
  public static String token(UUID organisation, UUID person, String... roles) {
    var name = organisation.equals(ACME) ? "acme" : "globex";
    return sign(person.toString(), "aims-portal", roles,
        Map.of("org_id", Map.of(name, Map.of("id", organisation.toString())), "preferred_username",
            person + "@" + name));
  }

  /** A token of a machine client (client credentials). */
  public static String machine(UUID organisation, String clientId, String... roles) {
    return sign(UUID.nameUUIDFromBytes(clientId.getBytes(StandardCharsets.UTF_8)).toString(), clientId, roles,
        Map.of("org_id", organisation.toString(), "preferred_username", "service-account-" + clientId));
  }

  /** The id of the demo account of {@code role}, as the realm fixes it. */
  public static UUID person(UUID organisation, String role) {
    var number = Arrays
        .asList("governance-officer", "system-owner", "risk-owner", "incident-responder", "internal-auditor",
            "external-auditor", "employee", "platform-engineer", "concern-handler")
        .indexOf(role) + 10;
    return UUID.fromString(organisation.toString().substring(0, 24) + "%012d".formatted(number));
  }

  private static String sign(String subject, String clientId, String[] roles, Map<String, Object> claims) {
    var now = Instant.now();
    var builder = Jwt.claims(claims)
        .issuer(System.getProperty(URL))
        .subject(subject)
        .audience("aims-api")
        .issuedAt(now)
        .expiresAt(now.plusSeconds(300))
        .claim("typ", "Bearer")
        .claim("azp", clientId)
        .claim("resource_access", Map.of("aims-api", Map.of("roles", Set.of(roles))));
    return builder.jws().keyId("test").sign(privateKey());
  }

  private static PrivateKey privateKey() {
    try {
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(System.getProperty(KEY))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The test realm has not been started", e);
    }
  }

  private static String jwks(KeyPair keys) {
    var key = (RSAPublicKey) keys.getPublic();
    return """
        {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"test","n":"%s","e":"%s"}]}"""
        .formatted(base64url(key.getModulus()), base64url(key.getPublicExponent()));
  }

  private static String base64url(BigInteger number) {
    var bytes = number.toByteArray();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  private static void serve(HttpServer server, String path, String json) {
    server.createContext(path, exchange -> {
      var body = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    });
  }
}
