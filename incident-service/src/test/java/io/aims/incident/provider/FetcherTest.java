package io.aims.incident.provider;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.sun.net.httpserver.HttpServer;

class FetcherTest {
  private final Fetcher fetcher = new Fetcher(Duration.ofSeconds(20));
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
  }

  @Test
  void what_is_there_is_fetched() throws Exception {
    answer(200, "keys".getBytes(StandardCharsets.UTF_8));

    assertThat(fetch().get(30, SECONDS)).asString(StandardCharsets.UTF_8).isEqualTo("keys");
  }

  @Test
  void headers_without_a_body_are_not_waited_for() {
    server.createContext("/", exchange -> {
      exchange.sendResponseHeaders(200, 100);
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      exchange.close();
    });

    var answer = new Fetcher(Duration.ofMillis(300)).get(address());

    assertThatThrownBy(() -> answer.get(20, SECONDS)).isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(TimeoutException.class);
  }

  @Test
  void what_is_too_large_absent_or_elsewhere_is_not_taken() {
    answer(200, new byte[256 * 1024 + 1]);
    assertThatThrownBy(() -> fetch().get(30, SECONDS)).hasCauseInstanceOf(IOException.class);
    server.removeContext("/");
    answer(404, new byte[]{'n'});
    assertThatThrownBy(() -> fetch().get(30, SECONDS)).hasMessageContaining("404");
    server.removeContext("/");
    answer(302, new byte[]{'n'});
    assertThatThrownBy(() -> fetch().get(30, SECONDS)).hasMessageContaining("302");
  }

  private void answer(int status, byte[] body) {
    server.createContext("/", exchange -> {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    });
  }

  private CompletableFuture<byte[]> fetch() {
    return fetcher.get(address());
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }
}
