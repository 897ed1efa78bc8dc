package io.aims.faults.load;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.aims.local.story.Answer;

/** A client that reads: what it was shown must never be older than what it was shown or told before. */
final class Reader {
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
  private final String name;
  private final Client client;
  private final Org org;
  private final ClientLog log;
  private final Map<String, Integer> newest = new HashMap<>();

  Reader(String name, Client client, Org org, ClientLog log) {
    this.name = name;
    this.client = client;
    this.org = org;
    this.log = log;
  }

  /** Reads one thing; null when it could not be read. */
  @Nullable
  Answer read(String path) {
    var answer = client.get(path);
    if (answer == null || answer.status() != 200) {
      return null;
    }
    var version = version(answer);
    log.add(new ClientLog.Reading(name, path, newest.getOrDefault(path, 0), version));
    told(path, version);
    return answer;
  }

  /** Looks at another service for what {@code told} has had as its effect there: it is shown, or nothing is answered yet. */
  void effect(String path, Answer told) {
    var answer = told.headers()
        .firstValue("Aims-Version")
        .map(tokens -> client.getAfter(path, tokens))
        .orElse(null);
    if (answer != null && answer.status() == 200) {
      log.add(new ClientLog.Reading(name, path, 1, answer.body().path("items").size()));
    }
  }

  /** Somebody that this reader speaks for was told this version. */
  void told(String path, int version) {
    newest.merge(path, version, Math::max);
  }

  void list(String path) {
    var answer = client.get(path);
    if (answer != null && answer.status() == 200) {
      ID.matcher(answer.text()).results().forEach(id -> log.add(new ClientLog.Seen(org, UUID.fromString(id.group(1)))));
    }
  }

  void checkpoint() {
    var answer = client.get("/v1/ledger/checkpoint");
    if (answer != null && answer.status() == 200) {
      var lines = answer.text().split("\n");
      log.add(new ClientLog.Checkpoint(org, Long.parseLong(lines[1]), lines[2]));
    }
  }

  static int version(Answer answer) {
    return Integer.parseInt(answer.etag().replace("W/", "").replace("\"", ""));
  }
}
