package io.aims.incident.hooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Plays what clouds publish: SNS with a certificate of its own, and the keys of Google and Entra ID. */
public class Clouds implements QuarkusTestResourceLifecycleManager {
  private static final String TOKENS = "aims.test.clouds.tokens";
  private static final String SNS = "aims.test.clouds.sns";
  private static final String CONFIRMED = "aims.test.clouds.confirmed";
  private HttpServer server;

  static PrivateKey tokenKey() {
    return key(TOKENS);
  }

  static PrivateKey snsKey() {
    return key(SNS);
  }

  /** The queries by which subscriptions were confirmed until now. */
  static List<String> confirmed() {
    return System.getProperty(CONFIRMED, "").lines().toList();
  }

  /** Tests are loaded by another class loader than this resource: only the system's properties are shared. */
  private static PrivateKey key(String name) {
    try {
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(System.getProperty(name))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void share(String name, PrivateKey key) {
    System.setProperty(name, Base64.getEncoder().encodeToString(key.getEncoded()));
  }

  private static synchronized void confirm(String query) {
    System.setProperty(CONFIRMED, System.getProperty(CONFIRMED, "") + query + "\n");
  }

  @Override
  public Map<String, String> start() {
    try {
      var tokens = tokenKeys();
      var certificate = sns();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      serve("/SimpleNotificationService-1.pem", pem(certificate));
      serve("/keys", jwks((RSAPublicKey) tokens.getPublic()));
      server.createContext("/", exchange -> {
        confirm(exchange.getRequestURI().getRawQuery());
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
      });
      server.start();
      var here = "http://127.0.0.1:" + server.getAddress().getPort();
      return Map.of("aims.providers.sns-mirror", here, "aims.providers.google-keys", here + "/keys",
          "aims.providers.entra-keys", here + "/keys");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    server.stop(0);
  }

  private static KeyPair tokenKeys() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    var pair = generator.generateKeyPair();
    share(TOKENS, pair.getPrivate());
    return pair;
  }

  /** The JDK makes certificates by its keytool only. */
  private static Certificate sns() throws IOException, GeneralSecurityException {
    var folder = Files.createTempDirectory("sns");
    var store = folder.resolve("sns.p12");
    var keytool = new ProcessBuilder(System.getProperty("java.home") + "/bin/keytool", "-genkeypair", "-alias", "sns",
        "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=sns.amazonaws.com", "-validity", "2", "-startdate", "-1d",
        "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", "changeit")
        .redirectErrorStream(true)
        .start();
    var said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (Files.notExists(store)) {
      throw new IOException(said);
    }
    var keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    share(SNS, (PrivateKey) keys.getKey("sns", "changeit".toCharArray()));
    return keys.getCertificate("sns");
  }

  private void serve(String path, String text) {
    server.createContext(path, exchange -> {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    });
  }

  private static String pem(Certificate certificate) throws GeneralSecurityException {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  private static String jwks(RSAPublicKey key) {
    return """
        {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"cloud","n":"%s","e":"%s"}]}"""
        .formatted(base64url(key.getModulus()), base64url(key.getPublicExponent()));
  }

  private static String base64url(BigInteger number) {
    var bytes = number.toByteArray();
    var from = bytes[0] == 0 ? 1 : 0;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
  }
}
