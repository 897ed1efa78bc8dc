package io.aims.incident.provider;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Fetches small things over HTTP, of which no thread waits: no redirects, no large answers, no long waits. */
final class Fetcher {
  private static final int MOST = 256 * 1024;
  private final HttpClient client;
  private final Duration patience;

  Fetcher(Duration patience) {
    this.client = HttpClient.newBuilder().followRedirects(Redirect.NEVER).connectTimeout(patience).build();
    this.patience = patience;
  }

  /** The patience is for all of it: {@link HttpRequest}'s own ends with the headers, and a body may never. */
  CompletableFuture<byte[]> get(URI address) {
    var call = client.sendAsync(HttpRequest.newBuilder(address).GET().build(),
        BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST));
    return call.copy()
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((answer, fault) -> {
          if (fault != null) {
            call.cancel(true);
          }
        })
        .thenCompose(Fetcher::body);
  }

  private static CompletableFuture<byte[]> body(HttpResponse<byte[]> answer) {
    return answer.statusCode() == 200
        ? CompletableFuture.completedFuture(answer.body())
        : CompletableFuture.failedFuture(new IOException(answer.uri().getHost() + " answered " + answer.statusCode()));
  }
}
