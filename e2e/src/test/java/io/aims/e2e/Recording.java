package io.aims.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A delivery as it was recorded, and what the {@code index.json} beside it says that it means. */
record Recording(Path folder, JsonNode entry) {
  private static final String OWN = "incident-service/src/test/resources/io/aims/incident/signal/samples";
  private static final String GIVEN = "AIMS_HOOK_SAMPLES";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Our own, which incident-service is tested with as well, and those of a folder that the environment names. */
  static List<Recording> all() {
    var given = System.getProperty(GIVEN, System.getenv(GIVEN));
    var folders = new ArrayList<>(List.of(Path.of(System.getProperty("aims.project")).resolve(OWN)));
    if (given != null) {
      folders.add(Path.of(given));
    }
    return folders.stream().flatMap(Recording::in).toList();
  }

  /** What a monitor shows and never delivers has no expectation, and is left out. */
  private static Stream<Recording> in(Path folder) {
    return StreamSupport.stream(tree(bytes(folder.resolve("index.json"))).spliterator(), false)
        .filter(entry -> entry.has("expected"))
        .map(entry -> new Recording(folder, entry));
  }

  String file() {
    return entry.path("file").asText();
  }

  Monitor monitor() {
    return Monitor.of(file());
  }

  Map<String, String> headers() {
    var headers = new TreeMap<String, String>();
    entry.path("headers").properties().forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
    return headers;
  }

  /** The bytes on the wire; what is only a part of a delivery gets the rest around it. */
  byte[] body() {
    var bytes = bytes(folder.resolve(file()));
    if (file().startsWith("cloudwatch")) {
      return utf8(JSON.createObjectNode()
          .put("Type", "Notification")
          .put("Message", new String(bytes, StandardCharsets.UTF_8)));
    }
    if (file().startsWith("lakera")) {
      var event = JSON.createObjectNode().put("type", "ai.guard.result").put("timestamp", "2026-11-20T08:00:00Z");
      event.putObject("data").put("guard", "lakera").put("systemRef", "helpdesk").set("result", tree(bytes));
      return utf8(event);
    }
    return bytes;
  }

  /** The signals that are to come of it; what says nothing but a note is none. */
  List<JsonNode> signals() {
    return StreamSupport.stream(entry.path("expected").spliterator(), false)
        .filter(signal -> signal.size() > (signal.has("note") ? 1 : 0))
        .toList();
  }

  /** Such as {@code rejected WHY place}, {@code quarantined WHY}, {@code [news, …]}; empty where the index is silent. */
  String outcome() {
    var notes = entry.path("note").asText() + entry.path("expected").findValuesAsText("note");
    return entry.path("outcome").asText(notes.contains("quarantine") ? "quarantined" : "");
  }

  @Override
  public String toString() {
    return file();
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode tree(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] utf8(JsonNode json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
