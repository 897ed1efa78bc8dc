package io.aims.platform.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** The three addresses of Keycloak that a directory needs, with its answers, over HTTP. */
final class DirectoryServer implements DirectoryTestResource.Register {
  static final String REALM = "aims";
  static final String SECRET = "test-directory-secret";
  private static final String CLIENT = "aims-directory";
  private static final Duration TOKEN_AGE = Duration.ofSeconds(60);
  private static final String TOKENS = "/realms/aims/protocol/openid-connect/token";
  private static final Pattern MEMBER = Pattern.compile("/admin/realms/aims/organizations/([^/]+)/members/([^/]+)");
  private static final Pattern ORGANISATION = Pattern.compile("/admin/realms/aims/organizations/([^/]+)");
  private static final Answer UNKNOWN_CLIENT = new Answer(401,
      """
          {"error":"unauthorized_client","error_description":"Invalid client or Invalid client credentials"}""");
  private static final Answer NO_TOKEN = new Answer(401, """
      {"error":"HTTP 401 Unauthorized"}""");
  private static final Answer NOT_FOUND = new Answer(404, """
      {"error":"HTTP 404 Not Found"}""");
  private static final Answer FAILURE = new Answer(503, """
      {"error":"HTTP 503 Service Unavailable"}""");
  private final Map<String, String> members = new ConcurrentHashMap<>();
  private final Set<String> organisations = ConcurrentHashMap.newKeySet();
  private final Map<String, Instant> tokens = new ConcurrentHashMap<>();
  private final AtomicInteger tokensGiven = new AtomicInteger();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private boolean fails;
  private boolean hangs;

  private record Answer(int status, String json) {}

  DirectoryServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  void close() {
    serve();
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var answer = failsAfterAWait() ? FAILURE : answer(exchange);
      var body = answer.json().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Waits for as long as the server hangs. */
  private synchronized boolean failsAfterAWait() {
    try {
      while (hangs) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return fails;
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    if (exchange.getRequestMethod().equals("POST") && path.equals(TOKENS)) {
      return token(exchange);
    }
    var member = MEMBER.matcher(path);
    if (exchange.getRequestMethod().equals("GET") && member.matches()) {
      return isKnown(exchange) ? member(member.group(1) + "/" + member.group(2)) : NO_TOKEN;
    }
    var organisation = ORGANISATION.matcher(path);
    if (exchange.getRequestMethod().equals("GET") && organisation.matches()) {
      return isKnown(exchange) ? organisation(organisation.group(1)) : NO_TOKEN;
    }
    return NOT_FOUND;
  }

  private Answer organisation(String id) {
    return organisations.contains(id) ? new Answer(200, "{\"id\":\"%s\",\"enabled\":true}".formatted(id)) : NOT_FOUND;
  }

  private Answer token(HttpExchange exchange) throws IOException {
    var form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    if (!"client_credentials".equals(form.get("grant_type"))) {
      return new Answer(400, """
          {"error":"unsupported_grant_type","error_description":"Unsupported grant_type"}""");
    }
    var basic = authorization(exchange, "Basic ");
    var credentials = basic.isEmpty()
        ? form.get("client_id") + ":" + form.get("client_secret")
        : new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
    if (!credentials.equals(CLIENT + ":" + SECRET)) {
      return UNKNOWN_CLIENT;
    }
    var token = UUID.randomUUID().toString();
    tokens.put(token, Instant.now().plus(TOKEN_AGE));
    tokensGiven.incrementAndGet();
    return new Answer(200,
        """
            {"access_token":"%s","expires_in":%d,"refresh_expires_in":0,"token_type":"Bearer","not-before-policy":0,"scope":""}"""
            .formatted(token, TOKEN_AGE.toSeconds()));
  }

  private static Map<String, String> form(String body) {
    return Arrays.stream(body.split("&"))
        .map(field -> field.split("=", 2))
        .filter(field -> field.length == 2)
        .collect(Collectors.toMap(field -> decoded(field[0]), field -> decoded(field[1])));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String authorization(HttpExchange exchange, String scheme) {
    var header = exchange.getRequestHeaders().getFirst("Authorization");
    return header != null && header.startsWith(scheme) ? header.substring(scheme.length()) : "";
  }

  private boolean isKnown(HttpExchange exchange) {
    return Instant.now().isBefore(tokens.getOrDefault(authorization(exchange, "Bearer "), Instant.MIN));
  }

  private Answer member(String place) {
    asked.add(place);
    var json = members.get(place);
    return json == null ? NOT_FOUND : new Answer(200, json);
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void enter(String organisation, String user, String json) {
    organisations.add(organisation);
    members.put(organisation + "/" + user, json);
  }

  @Override
  public void strike(String organisation, String user) {
    members.remove(organisation + "/" + user);
  }

  @Override
  public List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public int tokensGiven() {
    return tokensGiven.get();
  }

  @Override
  public void revokeTokens() {
    tokens.clear();
  }

  @Override
  public void forget() {
    members.clear();
    asked.clear();
  }

  @Override
  public synchronized void serve() {
    fails = false;
    hangs = false;
    notifyAll();
  }

  @Override
  public synchronized void failForNow() {
    fails = true;
  }

  @Override
  public synchronized void hang() {
    hangs = true;
  }
}
