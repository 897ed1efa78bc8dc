package io.aims.local.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.local.identity.Tokens;

/** Talks to the gateway as the demo accounts do: with real tokens of the realm, renewed before they run out. */
public final class Portal {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TOKEN_AGE = Duration.ofSeconds(200);
  private final HttpClient http = HttpClient.newBuilder()
      .version(HttpClient.Version.HTTP_1_1)
      .connectTimeout(Duration.ofSeconds(10))
      .build();
  private final String gateway;
  private final Tokens tokens;
  private final Map<String, Bearer> bearers = new ConcurrentHashMap<>();

  private record Bearer(String token, long nanos) {}

  public Portal(String gateway, Tokens tokens) {
    this.gateway = gateway;
    this.tokens = tokens;
  }

  /** One account: everything that it asks is asked with its token. */
  public final class Account {
    private final String role;
    private final String org;

    private Account(String role, String org) {
      this.role = role;
      this.org = org;
    }

    public Answer get(String path) {
      return send(request(path).GET());
    }

    public Answer post(String path, Object body) {
      return send(request(path).header("Content-Type", "application/json").POST(json(body)));
    }

    /** A conditional command: {@code etag} is what the last answer said. */
    public Answer post(String path, String etag, Object body) {
      return send(request(path).header("Content-Type", "application/json").header("If-Match", etag).POST(json(body)));
    }

    public Answer send(HttpRequest.Builder request) {
      try {
        var answer = http.send(request.header("Authorization", "Bearer " + token()).build(),
            BodyHandlers.ofByteArray());
        return new Answer(answer.statusCode(), answer.headers(), answer.body());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoryBroken("interrupted");
      }
    }

    public HttpRequest.Builder request(String path) {
      return HttpRequest.newBuilder(URI.create(gateway + path)).timeout(Duration.ofSeconds(30));
    }

    /** The account's access token. */
    public String token() {
      var now = System.nanoTime();
      return bearers.compute(role + "@" + org, (key, bearer) -> bearer != null
          && now - bearer.nanos() < TOKEN_AGE.toNanos() ? bearer : new Bearer(fresh(), now)).token();
    }

    private String fresh() {
      try {
        return tokens.bearer(role, org);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoryBroken("interrupted");
      }
    }
  }

  public Account as(String role, String org) {
    return new Account(role, org);
  }

  /** Asks until {@code good} or until {@code patience} is over; returns the last answer and never lies about it. */
  public static Answer until(Duration patience, Supplier<Answer> ask, Predicate<Answer> good) {
    var deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      var answer = ask.get();
      if (good.test(answer)) {
        return answer;
      }
      if (System.nanoTime() > deadline) {
        throw new StoryBroken(
            "Not within %d ms; last answer %d: %s".formatted(patience.toMillis(), answer.status(), answer.text()));
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoryBroken("interrupted");
      }
    }
  }

  /** The body of a request; text is taken as it is. */
  public static HttpRequest.BodyPublisher json(Object body) {
    try {
      return body instanceof String text
          ? BodyPublishers.ofString(text)
          : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
