package io.aims.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

import io.aims.local.story.Portal;

/** A registered hook source with a credential, and its monitor, which sends through the gateway. */
record HookSource(String gateway, Monitor monitor, String id, String secret) {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  static HookSource register(RunningStack stack, Portal.Account engineer, Monitor monitor, String system) {
    var source = Portal.until(SOON, () -> engineer.post("/v1/hook-sources", monitor.source(system)),
        answer -> answer.status() == 201).id();
    return new HookSource(stack.gateway(), monitor, source, issued(engineer, monitor, source));
  }

  /** The same source with a further credential, which its monitor shows from now on. */
  HookSource rotated(Portal.Account engineer) {
    return new HookSource(gateway, monitor, id, issued(engineer, monitor, id));
  }

  /** What is shown once; a secret of the monitor's own is not shown at all. */
  private static String issued(Portal.Account engineer, Monitor monitor, String source) {
    var request = monitor.credential();
    var issued = engineer.post("/v1/hook-sources/" + source + "/credentials", request).expect(201).body();
    return issued.path("secret").asText((String) request.get("secret"));
  }

  Signing.Delivery signed(Map<String, String> headers, byte[] body) {
    return Signing.of(monitor, secret, headers, body);
  }

  HttpResponse<String> send(Signing.Delivery delivery) {
    return send("/v1/hooks/" + id, delivery.headers(), BodyPublishers.ofByteArray(delivery.body()));
  }

  /** Shows its headers and waits for a word before it sends the body, so that a refusal can't be lost while it does. */
  HttpResponse<String> ask(Signing.Delivery delivery) {
    return send(request("/v1/hooks/" + id, delivery.headers(), BodyPublishers.ofByteArray(delivery.body()))
        .expectContinue(true));
  }

  /** What a sender of CloudEvents asks before it delivers. */
  HttpResponse<String> permission(String origin) {
    return send(HttpRequest.newBuilder(URI.create(gateway + "/v1/hooks/" + id))
        .timeout(SOON)
        .header("WebHook-Request-Origin", origin)
        .header("WebHook-Request-Rate", "120")
        .method("OPTIONS", BodyPublishers.noBody()));
  }

  HttpResponse<String> send(String path, Map<String, String> headers, BodyPublisher body) {
    return send(request(path, headers, body));
  }

  private HttpRequest.Builder request(String path, Map<String, String> headers, BodyPublisher body) {
    var request = HttpRequest.newBuilder(URI.create(gateway + path)).timeout(SOON).POST(body);
    headers.forEach(request::header);
    return request;
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
