package io.aims.faults.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.local.stack.Trouble;
import io.aims.local.story.Answer;
import io.aims.local.story.Portal;

/** One account at the gateway that writes down what it asks and what it is told. */
final class Client {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final Duration PAUSE = Duration.ofMillis(150);
  private final Portal.Account account;
  private final Org org;
  private final ClientLog log;
  private final long deadline;

  /** @param deadline of {@code System.nanoTime()}, after which nothing is tried again */
  Client(Portal portal, Org org, String role, ClientLog log, long deadline) {
    this.account = portal.as(role, org.alias());
    this.org = org;
    this.log = log;
    this.deadline = deadline;
  }

  /**
   * A change with a key, sent again with the same key while its outcome is unknown.
   *
   * @return the last answer; null when there was none
   */
  @Nullable
  Answer change(String path, @Nullable String etag, Object body, String mark) {
    while (true) {
      var answer = ask(path, etag, "POST", "application/json", body, mark);
      note(path, mark, answer);
      if (outcome(answer) != Outcome.UNKNOWN || System.nanoTime() - deadline > 0 || !pause()) {
        return answer;
      }
    }
  }

  /** A change without a key: its condition alone keeps it from happening twice; sent once. */
  @Nullable
  Answer patch(String path, String etag, Object body, String mark) {
    var answer = ask(path, etag, "PATCH", "application/merge-patch+json", body, null);
    note(path, mark, answer);
    return answer;
  }

  /** One delivery, sent again while its outcome is unknown if it has a key; answers what is known of it then. */
  Outcome deliver(UUID source, String body, boolean firing, String mark, boolean keyed) {
    while (true) {
      var answer = ask("/v1/hooks/" + source, null, "POST", "application/json", body, keyed ? mark : null);
      var outcome = outcome(answer);
      log.add(new ClientLog.Hook(org, source, mark, firing, outcome, outcome == Outcome.ACCEPTED && answer != null
          ? UUID.fromString(answer.body().path("deliveryId").asText())
          : null));
      if (outcome != Outcome.UNKNOWN || !keyed || System.nanoTime() - deadline > 0 || !pause()) {
        return outcome;
      }
    }
  }

  /** One delivery that nobody may accept; sent once. */
  void misfit(String why, int wanted, UUID source, String type, String body, @Nullable String key, String mark) {
    var answer = ask("/v1/hooks/" + source, null, "POST", type, body, key);
    log.add(new ClientLog.Misfit(org, mark, why, wanted, answer == null ? 0 : answer.status()));
  }

  @Nullable
  Answer get(String path) {
    return ask(account.request(path));
  }

  /** Asks for what is at least as new as {@code tokens} of an earlier answer say. */
  @Nullable
  Answer getAfter(String path, String tokens) {
    return ask(account.request(path).header("Aims-After", tokens));
  }

  private @Nullable Answer ask(HttpRequest.Builder request) {
    try {
      return account.send(request.timeout(PATIENCE).GET());
    } catch (UncheckedIOException | Trouble e) {
      return null;
    }
  }

  private @Nullable Answer ask(String path, @Nullable String etag, String method, String type, Object body,
      @Nullable String key) {
    try {
      var content = body instanceof String text ? BodyPublishers.ofString(text) : json(body);
      var request = account.request(path)
          .timeout(PATIENCE)
          .header("Content-Type", type)
          .method(method, content);
      if (etag != null) {
        request.header("If-Match", etag);
      }
      if (key != null) {
        request.header("Idempotency-Key", "\"" + key + "\"");
      }
      return account.send(request);
    } catch (UncheckedIOException | Trouble e) {
      return null;
    }
  }

  private static HttpRequest.BodyPublisher json(Object body) {
    try {
      return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void note(String path, String mark, @Nullable Answer answer) {
    log.add(new ClientLog.Write(org, mark, path, outcome(answer)));
  }

  static Outcome outcome(@Nullable Answer answer) {
    return answer == null ? Outcome.UNKNOWN : Outcome.of(answer.status());
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
