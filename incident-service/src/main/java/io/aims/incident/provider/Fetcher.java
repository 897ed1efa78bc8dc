package io.aims.incident.provider;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Fetches small things over HTTP: no redirects, no large answers, no long waits. Blocks. */
final class Fetcher {
  private static final int MOST = 256 * 1024;
  private final HttpClient client;
  private final Duration patience;

  Fetcher(Duration patience) {
    this.client = HttpClient.newBuilder().followRedirects(Redirect.NEVER).connectTimeout(patience).build();
    this.patience = patience;
  }

  byte[] get(URI address) throws IOException {
    var request = HttpRequest.newBuilder(address).timeout(patience).GET().build();
    try {
      var answer = client.send(request, BodyHandlers.ofInputStream());
      try (var body = answer.body()) {
        var bytes = body.readNBytes(MOST + 1);
        if (answer.statusCode() != 200 || bytes.length > MOST) {
          throw new IOException(address.getHost() + " answered " + answer.statusCode());
        }
        return bytes;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(address.getHost());
    }
  }
}
