package io.aims.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;

/** A running Alertmanager with a configuration of its own, on a free port of the loopback interface. */
final class Alertmanager implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final URI address;

  private Alertmanager(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts it by {@code command} with {@code configuration}; what it says goes to a file in {@code folder}. */
  static Alertmanager start(List<String> command, String configuration, Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("alertmanager.yml"), configuration);
    var port = freePort();
    var arguments = List.of("--config.file=" + file, "--storage.path=" + folder.resolve("data"),
        "--web.listen-address=127.0.0.1:" + port, "--cluster.listen-address=");
    var process = new ProcessBuilder(Stream.concat(command.stream(), arguments.stream()).toList())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("alertmanager.log").toFile())
        .start();
    var alertmanager = new Alertmanager(process, URI.create("http://127.0.0.1:" + port));
    try {
      await().atMost(PATIENCE).ignoreExceptions().until(() -> alertmanager.ask("/-/ready").statusCode() == 200);
    } catch (RuntimeException e) {
      alertmanager.close();
      throw new IllegalStateException(Files.readString(folder.resolve("alertmanager.log")), e);
    }
    return alertmanager;
  }

  /** As Prometheus does it: these labels fire from now on; {@code endsAt} in the past says that it is over. */
  void post(Map<String, String> labels, Map<String, String> annotations, String startsAt, String endsAt)
      throws IOException, InterruptedException {
    var body = JSON.writeValueAsString(List.of(
        Map.of("labels", labels, "annotations", annotations, "startsAt", startsAt, "endsAt", endsAt)));
    var answer = http.send(HttpRequest.newBuilder(address.resolve("/api/v2/alerts"))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.body());
    }
  }

  /** How often it had to try again, as its own metrics say: notifications that failed for now. */
  double failedRequests() throws IOException, InterruptedException {
    return ask("/metrics").body()
        .lines()
        .filter(line -> line.startsWith("alertmanager_notification_requests_failed_total{integration=\"webhook\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    http.close();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
