package io.aims.contracts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes the AsyncAPI 3 document of all contexts from the event schemas and examples; run by the build. */
public final class AsyncApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Path resources;

  AsyncApi(Path resources) {
    this.resources = resources;
  }

  /** Arguments: the folder that holds {@code schemas} and {@code examples}, and the file to write. */
  public static void main(String[] args) throws IOException {
    var document = new AsyncApi(Path.of(args[0])).document();
    Files.writeString(Path.of(args[1]), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document));
  }

  ObjectNode document() throws IOException {
    var document = JSON.createObjectNode().put("asyncapi", "3.0.0");
    document.putObject("info")
        .put("title", "Aims domain events")
        .put("version", "1.0.0")
        .put("description",
            "CloudEvents 1.0 in structured mode, canonical JSON (RFC 8785), key = aggregate id: ordered and"
                + " gapless per aggregate by aggregateversion, delivered at least once. Within v1 things are only added.");
    document.put("defaultContentType", "application/cloudevents+json");
    var channels = document.putObject("channels");
    var operations = document.putObject("operations");
    var components = document.putObject("components");
    var schemas = components.putObject("schemas");
    schemas.set("envelope", JSON.readTree(resources.resolve("schemas/envelope.schema.json").toFile()));
    var messages = components.putObject("messages");
    for (var context : contexts()) {
      var channel = channels.putObject(context).put("address", "aims." + context + ".events.v1");
      var sent = channel.putObject("messages");
      for (var type : types(context)) {
        schemas.set(type,
            JSON.readTree(resources.resolve("schemas/" + context + "/" + type + ".schema.json").toFile()));
        messages.set(type, message(context, type, schemas.get(type).path("title").asText()));
        sent.putObject(type).put("$ref", "#/components/messages/" + type);
      }
      operations.putObject(context + "-events")
          .put("action", "send")
          .putObject("channel")
          .put("$ref", "#/channels/" + context);
    }
    channels.putObject("stream-heads")
        .put("address", "aims.stream-heads.v1")
        .put("description", "Compacted, key SERVICE/ORGANISATION: C2SP signed note of how many events the service has"
            + " published (header aims-stream-seq counts them from 1), and the digest over all of them.");
    channels.putObject("replay-requests")
        .put("address", "aims.replay-requests.v1")
        .put("description",
            "Whoever misses events asks their owner to send them again as they were: JSON with service, tenant"
                + " and either aggregateId, fromVersion, toVersion or fromSeq, toSeq; both ends included, at most 1,000.");
    return document;
  }

  private ObjectNode message(String context, String type, String title) throws IOException {
    var message = JSON.createObjectNode().put("name", type).put("title", title);
    var parts = message.putObject("payload").putArray("allOf");
    parts.addObject().put("$ref", "#/components/schemas/envelope");
    var data = parts.addObject().put("type", "object").putObject("properties");
    data.putObject("type").put("const", type);
    data.putObject("data").put("$ref", "#/components/schemas/" + type);
    message.putArray("examples")
        .addObject()
        .set("payload", JSON.readTree(resources.resolve("examples/" + context + "/" + type + ".json").toFile()));
    return message;
  }

  /** The contexts that publish events, in alphabetical order. */
  List<String> contexts() throws IOException {
    try (var folders = Files.list(resources.resolve("schemas"))) {
      return folders.filter(Files::isDirectory).map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  /** The event types of a context, in alphabetical order. */
  List<String> types(String context) throws IOException {
    try (var files = Files.list(resources.resolve("schemas/" + context))) {
      return files.map(f -> f.getFileName().toString())
          .filter(name -> name.endsWith(".schema.json"))
          .map(name -> name.substring(0, name.length() - ".schema.json".length()))
          .sorted()
          .toList();
    }
  }
}
