package io.aims.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Keycloak in front of the test realm: counts how often the keys and decisions are asked for, and decides about evidence
 * packs as the real realm's policy does: governance officers and internal auditors may create them.
 */
final class FakeKeycloak {
  private static final String ADDRESS = "aims.test.keycloak";

  private final String realm;
  private final String url;
  private final AtomicInteger keyFetches = new AtomicInteger();
  private final AtomicInteger decisions = new AtomicInteger();

  private FakeKeycloak(String realm, String url) {
    this.realm = realm;
    this.url = url;
  }

  /** Starts before {@code realm}, the address of the test realm, whose tokens stay as they are; gives its own address. */
  static String start(String realm) {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var keycloak = new FakeKeycloak(realm, "http://127.0.0.1:" + server.getAddress().getPort() + "/realms/aims");
      server.createContext("/", keycloak::handle);
      server.start();
      System.setProperty(ADDRESS, keycloak.url);
      return keycloak.url;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How often {@code "keys"} or {@code "decisions"} were asked for. */
  static int count(String what) throws IOException, InterruptedException {
    return Integer.parseInt(get(System.getProperty(ADDRESS) + "/count/" + what));
  }

  private void handle(HttpExchange http) throws IOException {
    try (http) {
      var answer = switch (http.getRequestURI().getPath().substring("/realms/aims".length())) {
        case "/.well-known/openid-configuration" -> discovery();
        case "/.well-known/uma2-configuration" -> discovery();
        case "/certs" -> {
          keyFetches.incrementAndGet();
          yield get(realm + "/certs");
        }
        case "/resources" ->
          """
              [{"_id":"r1","name":"evidence-packs","uris":["/v1/evidence-packs"],"resource_scopes":[{"name":"create"}]}]""";
        case "/token" -> grant(form(http));
        case "/count/keys" -> keyFetches.toString();
        case "/count/decisions" -> decisions.toString();
        default -> null;
      };
      var bytes = (answer == null ? "{\"error\":\"access_denied\"}" : answer).getBytes(StandardCharsets.UTF_8);
      http.getResponseHeaders().add("Content-Type", "application/json");
      http.sendResponseHeaders(answer == null ? 403 : 200, bytes.length);
      http.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String discovery() {
    return """
        {"issuer":"%1$s","jwks_uri":"%2$s/certs","token_endpoint":"%2$s/token","authorization_endpoint":"%2$s/auth",
         "introspection_endpoint":"%2$s/introspect","resource_registration_endpoint":"%2$s/resources"}"""
        .formatted(realm, url);
  }

  private String grant(String form) throws IOException {
    if (form.contains("grant_type=client_credentials")) {
      return "{\"access_token\":\"%s\",\"expires_in\":300}".formatted(unsigned("{\"exp\":4102444800}"));
    }
    decisions.incrementAndGet();
    var subject = new ObjectMapper()
        .readTree(Base64.getUrlDecoder().decode(form.replaceAll("(?s).*subject_token=[^.&]*\\.([^.&]*)\\..*", "$1")));
    var roles = subject.at("/resource_access/aims-api/roles").toString();
    return roles.contains("governance-officer") || roles.contains("internal-auditor")
        ? "{\"upgraded\":false,\"access_token\":\"%s\"}".formatted(unsigned("""
            {"authorization":{"permissions":[{"rsid":"r1","rsname":"evidence-packs","scopes":["create"]}]}}"""))
        : null;
  }

  private static String form(HttpExchange http) throws IOException {
    return URLDecoder.decode(new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
        StandardCharsets.UTF_8);
  }

  private static String unsigned(String claims) {
    var base64 = Base64.getUrlEncoder().withoutPadding();
    return base64.encodeToString("{\"alg\":\"RS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
        + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".AA";
  }

  private static String get(String url) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString()).body();
    }
  }
}
