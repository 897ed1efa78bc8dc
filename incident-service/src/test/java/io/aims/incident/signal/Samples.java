package io.aims.incident.signal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** A folder of recorded deliveries with an {@code index.json} that says what each has to be read as. */
public record Samples(Path folder) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Map<String, Profile> BY_NAME = Map.ofEntries(Map.entry("alertmanager", Profile.ALERTMANAGER),
      Map.entry("grafana", Profile.GRAFANA), Map.entry("kserve", Profile.CLOUDEVENTS),
      Map.entry("alibi", Profile.CLOUDEVENTS), Map.entry("pagerduty", Profile.PAGERDUTY),
      Map.entry("sns", Profile.SNS), Map.entry("cloudwatch", Profile.SNS),
      Map.entry("eventbridge", Profile.EVENTBRIDGE), Map.entry("eventgrid", Profile.EVENT_GRID),
      Map.entry("pubsub", Profile.PUBSUB), Map.entry("datadog", Profile.DATADOG), Map.entry("mlflow", Profile.MLFLOW),
      Map.entry("langfuse", Profile.LANGFUSE), Map.entry("huggingface", Profile.HUGGING_FACE),
      Map.entry("lakera", Profile.NATIVE), Map.entry("standardwebhooks", Profile.NATIVE));

  /** Those that the project has made for itself. */
  public static Samples own() {
    try {
      return new Samples(Path.of(Samples.class.getResource("samples/index.json").toURI()).getParent());
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One entry of the index. */
  public record Sample(Path folder, JsonNode entry) {
    public String file() {
      return entry.path("file").asText();
    }

    /** False for what a monitor shows and never delivers. */
    public boolean delivered() {
      return entry.has("expected");
    }

    /** The vendor's word within the name of the file; the last one, as an event may come by way of another. */
    public Profile profile() {
      return BY_NAME.entrySet()
          .stream()
          .filter(word -> List.of(file().split("[-.]")).contains(word.getKey()))
          .max((a, b) -> Integer.compare(file().indexOf(a.getKey()), file().indexOf(b.getKey())))
          .orElseThrow(() -> new IllegalArgumentException("whose is " + file() + "?"))
          .getValue();
    }

    public Headers headers() {
      var headers = new TreeMap<String, String>();
      entry.path("headers").properties().forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
      return Headers.of(headers);
    }

    byte[] file(String name) {
      try {
        return Files.readAllBytes(folder.resolve(name));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The bytes on the wire; what is only a part of a delivery gets the rest around it. */
    public byte[] body() {
      if (file().startsWith("cloudwatch")) {
        return JSON.createObjectNode()
            .put("Type", "Notification")
            .put("Message", new String(file(file()), StandardCharsets.UTF_8))
            .toString()
            .getBytes(StandardCharsets.UTF_8);
      }
      if (file().startsWith("lakera")) {
        var event = JSON.createObjectNode().put("type", "ai.guard.result").put("timestamp", "2026-11-20T08:00:00Z");
        event.putObject("data").put("guard", "lakera").put("systemRef", "helpdesk").set("result", tree(file(file())));
        return event.toString().getBytes(StandardCharsets.UTF_8);
      }
      return file(file());
    }

    public Reading read() {
      return profile().read(headers(), body());
    }

    @Override
    public String toString() {
      return file();
    }
  }

  public List<Sample> all() {
    return StreamSupport.stream(json("index.json").spliterator(), false)
        .map(entry -> new Sample(folder, entry))
        .toList();
  }

  public JsonNode json(String file) {
    return tree(bytes(file));
  }

  public byte[] bytes(String file) {
    try {
      return Files.readAllBytes(folder.resolve(file));
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
}
