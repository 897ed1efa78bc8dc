package io.aims.incident.hooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.sun.net.httpserver.HttpServer;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Plays what clouds publish: SNS with a certificate of its own, and the keys of Google and Entra ID. */
public class Clouds implements QuarkusTestResourceLifecycleManager {
  static final Queue<String> CONFIRMED = new ConcurrentLinkedQueue<>();
  private static KeyPair tokens;
  private static PrivateKey sns;
  private HttpServer server;

  static synchronized KeyPair tokenKeys() {
    return tokens;
  }

  static synchronized PrivateKey snsKey() {
    return sns;
  }

  @Override
  public Map<String, String> start() {
    try {
      var certificate = keys();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      serve("/SimpleNotificationService-1.pem", pem(certificate));
      serve("/keys", jwks((RSAPublicKey) tokens.getPublic()));
      server.createContext("/", exchange -> {
        CONFIRMED.add(exchange.getRequestURI().getRawQuery());
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

  /** The JDK makes certificates by its keytool only. */
  private static synchronized Certificate keys() throws IOException, GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    tokens = generator.generateKeyPair();
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
    sns = (PrivateKey) keys.getKey("sns", "changeit".toCharArray());
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

  static String jwks(RSAPublicKey key) {
    return """
        {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"cloud","n":"%s","e":"%s"}]}"""
        .formatted(base64url(key.getModulus()), base64url(key.getPublicExponent()));
  }

  private static String base64url(BigInteger number) {
    var bytes = number.toByteArray();
    var from = bytes[0] == 0 ? 1 : 0;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
  }
}
