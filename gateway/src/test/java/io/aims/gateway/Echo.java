package io.aims.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A service that tells what reached it. The query parameter {@code do} makes it behave otherwise: {@code status-N} answers
 * N without a body, {@code hang} never answers, {@code drop} closes instead of answering, {@code cut} closes in the middle
 * of its answer, {@code long} answers three megabytes, {@code created} gives a Location, {@code inside} gives away too
 * much. A service that is to be read after its own name is not ready.
 */
final class Echo implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final HttpServer server;
  private final AtomicInteger seen = new AtomicInteger();

  private Echo(String name, HttpServer server) {
    this.name = name;
    this.server = server;
  }

  /** Starts on {@code port}, or on a free one for 0. */
  static Echo start(String name, int port) {
    try {
      var echo = new Echo(name, HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
      echo.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      echo.server.createContext("/", echo::handle);
      echo.server.start();
      return echo;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Echo risk() {
    return start("risk", Integer.getInteger(World.RISK_PORT));
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange http) throws IOException {
    try (http) {
      if (http.getRequestURI().getPath().equals("/seen")) {
        json(http, 200, JsonNodeFactory.instance.objectNode().put("requests", seen.get()));
        return;
      }
      seen.incrementAndGet();
      if (name.equals(http.getRequestHeaders().getFirst("Aims-After"))) {
        json(http, 503, "{\"type\":\"urn:aims:problem:not-ready\",\"title\":\"Try again shortly\",\"status\":503}");
        return;
      }
      if (Scenery.answers(http.getRequestURI())) {
        if (Scenery.isSlow(http.getRequestURI())) {
          Thread.sleep(3_000);
        }
        json(http, Scenery.status(http.getRequestURI()), Scenery.body(http.getRequestURI()));
        return;
      }
      if (Letters.answers(http.getRequestURI())) {
        json(http, Letters.status(name, http.getRequestURI()), Letters.of(name, http.getRequestURI()));
        return;
      }
      behave(http, behaviour(http));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String behaviour(HttpExchange http) {
    var query = http.getRequestURI().getQuery();
    return query != null && query.startsWith("do=") ? query.substring(3) : "echo";
  }

  private void behave(HttpExchange http, String behaviour) throws IOException, InterruptedException {
    var told = told(http);
    switch (behaviour) {
      case "hang" -> Thread.sleep(5_000);
      case "drop" -> {
        // closing without an answer is the answer
      }
      case "cut" -> {
        http.sendResponseHeaders(200, 1_000);
        http.getResponseBody().write(new byte[100]);
        http.getResponseBody().flush();
      }
      case "long" -> {
        http.sendResponseHeaders(200, 0);
        write(http.getResponseBody(), 3 << 20);
      }
      case "created" -> {
        http.getResponseHeaders().add("Location", url() + "/v1/models/1");
        http.getResponseHeaders().add("ETag", "\"7\"");
        http.getResponseHeaders().add("Aims-Version", "inventory-service.1.7");
        json(http, 201, told);
      }
      case "inside" -> {
        http.getResponseHeaders().add("Server", "Echo/1.0");
        http.getResponseHeaders().add("X-Powered-By", "echoes");
        http.getResponseHeaders().add("Keep-Alive", "timeout=5");
        http.getResponseHeaders().add("Cache-Control", "private, max-age=5");
        json(http, 200, told);
      }
      case String status when status.startsWith("status-") ->
        http.sendResponseHeaders(Integer.parseInt(status.substring(7)), -1);
      default -> json(http, 200, told);
    }
  }

  private ObjectNode told(HttpExchange http) throws IOException {
    var told = JSON.createObjectNode()
        .put("service", name)
        .put("method", http.getRequestMethod())
        .put("target", http.getRequestURI().toString());
    var headers = told.putObject("headers");
    http.getRequestHeaders()
        .forEach((field, values) -> values
            .forEach(value -> headers.withArray("/" + field.toLowerCase(Locale.ROOT)).add(value)));
    try {
      var body = new DigestInputStream(http.getRequestBody(), MessageDigest.getInstance("SHA-256"));
      told.put("bytes", body.transferTo(OutputStream.nullOutputStream()));
      return told.put("sha256", HexFormat.of().formatHex(body.getMessageDigest().digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void json(HttpExchange http, int status, Object body) throws IOException {
    var bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    http.getResponseHeaders().add("Content-Type", status < 400 ? "application/json" : "application/problem+json");
    http.sendResponseHeaders(status, http.getRequestMethod().equals("HEAD") ? -1 : bytes.length);
    if (!http.getRequestMethod().equals("HEAD")) {
      http.getResponseBody().write(bytes);
    }
  }

  private static void write(OutputStream out, int bytes) throws IOException {
    var part = new byte[8192];
    for (var written = 0; written < bytes; written += part.length) {
      out.write(part);
    }
  }
}
