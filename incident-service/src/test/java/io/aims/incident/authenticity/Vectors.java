package io.aims.incident.authenticity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Samples;

/** Signatures that are known to be right, beside the recorded deliveries that they sign. */
record Vectors(Samples samples) {

  /** One signature with what it takes to verify it. */
  record Vector(String name, JsonNode json, byte[] body, Instant now) {
    Scheme scheme() {
      if (name.startsWith("grafana")) {
        return new GrafanaSignature(Keys.raw(secret()),
            json.path("header").has("X-Grafana-Alerting-Timestamp") ? "X-Grafana-Alerting-Timestamp" : null);
      }
      return switch (name.split(" ")[0]) {
        case "mlflow" -> new MlflowSignature(Keys.raw(secret()));
        case "langfuse" -> new LangfuseSignature(Keys.raw(secret()));
        case "standard-webhooks" -> json.has("public")
            ? new StandardWebhooks(null, List.of(Ed25519Key.of(json.path("public").asText())))
            : new StandardWebhooks(Keys.standard(secret()), List.of());
        default -> throw new IllegalArgumentException("Which scheme is " + name + "?");
      };
    }

    private String secret() {
      return json.path("secret").asText();
    }

    Headers headers() {
      var headers = new TreeMap<String, String>();
      json.path("header").properties().forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
      return Headers.of(headers);
    }

    boolean timed() {
      return !name.equals("grafana");
    }

    Verdict verify() {
      return scheme().verify(headers(), body, now);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Vector> own() {
    return new Vectors(Samples.own()).all();
  }

  List<Vector> all() {
    var file = samples.json("signature-vectors.json");
    return StreamSupport.stream(file.path("vectors").spliterator(), false).map(vector -> {
      var body = vector.has("body")
          ? vector.path("body").asText().getBytes(StandardCharsets.UTF_8)
          : samples.bytes(vector.path("file").asText());
      var now = vector.has("now") ? vector.path("now") : file.path("now");
      return new Vector(vector.path("scheme").asText(), vector, body, Instant.ofEpochSecond(now.longValue()));
    }).toList();
  }
}
