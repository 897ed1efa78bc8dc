package io.aims.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;

/**
 * What Amazon, Google and Microsoft are to the stack, on this machine: publishes a certificate of SNS and the keys of
 * Google and Entra ID, lets subscriptions be confirmed, and signs with the one key behind all of them.
 */
final class Cloud {
  private static final String CERTIFICATE = "/SimpleNotificationService-e2e.pem";
  private static final ObjectMapper JSON = new ObjectMapper();
  private final List<String> confirmed = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final PrivateKey key;

  private static final class Holder {
    private static final Cloud CLOUD = new Cloud();
  }

  /** The one that the stack was told of; ends with this process. */
  static Cloud get() {
    return Holder.CLOUD;
  }

  private Cloud() {
    try {
      var keys = keys();
      key = (PrivateKey) keys.getKey("sns", "changeit".toCharArray());
      var certificate = keys.getCertificate("sns");
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      serve(CERTIFICATE, pem(certificate));
      serve("/keys", jwks((RSAPublicKey) certificate.getPublicKey()));
      server.createContext("/", exchange -> {
        confirmed.add(exchange.getRequestURI().getRawQuery());
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
      });
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What incident-service has to be told to believe this cloud; addresses are checked as if it were the real one. */
  Map<String, String> settings() {
    var here = "http://127.0.0.1:" + server.getAddress().getPort();
    return Map.of("AIMS_PROVIDERS_SNS_MIRROR", here, "AIMS_PROVIDERS_GOOGLE_KEYS", here + "/keys",
        "AIMS_PROVIDERS_ENTRA_KEYS", here + "/keys");
  }

  /** The queries by which subscriptions were confirmed until now. */
  List<String> confirmed() {
    return List.copyOf(confirmed);
  }

  /** Where a message of SNS in this region says that its certificate is. */
  String certificateAddress(String region) {
    return "https://sns." + region + ".amazonaws.com" + CERTIFICATE;
  }

  /** A token of an issuer whose keys are published here. */
  String token(Map<String, ?> claims) {
    try {
      var signed = base64url("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"cloud\"}".getBytes(StandardCharsets.UTF_8))
          + "." + base64url(JSON.writeValueAsBytes(claims));
      return signed + "." + base64url(sign(signed));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] sign(String text) {
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The JDK makes certificates by its keytool only. */
  private static KeyStore keys() throws IOException, GeneralSecurityException {
    var store = Files.createTempDirectory("cloud").resolve("sns.p12");
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
    Files.delete(store);
    Files.delete(store.getParent());
    return keys;
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
        .formatted(unsigned(key.getModulus()), unsigned(key.getPublicExponent()));
  }

  private static String unsigned(BigInteger number) {
    var bytes = number.toByteArray();
    return base64url(Arrays.copyOfRange(bytes, bytes[0] == 0 ? 1 : 0, bytes.length));
  }

  private static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
