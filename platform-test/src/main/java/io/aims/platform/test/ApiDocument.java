package io.aims.platform.test;

import static io.restassured.RestAssured.given;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The OpenAPI document of the service under test, as it publishes it. */
final class ApiDocument {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete", "options");

  private final JsonNode document;
  private final Map<String, Described> operations = new LinkedHashMap<>();

  ApiDocument(JsonNode document) {
    this.document = document;
    document.path("paths").properties().forEach(path -> path.getValue().properties().forEach(it -> {
      if (METHODS.contains(it.getKey())) {
        var described = new Described(it.getKey().toUpperCase(java.util.Locale.ROOT), path.getKey(), it.getValue());
        if (operations.putIfAbsent(described.id(), described) != null) {
          throw new IllegalStateException("Two operations are " + described.id());
        }
      }
    }));
  }

  static ApiDocument published() {
    try {
      return new ApiDocument(JSON.readTree(given().get("/v1/openapi?format=json")
          .then()
          .statusCode(200)
          .extract()
          .asByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, Described> operations() {
    return operations;
  }

  Described operation(String id) {
    var found = operations.get(id);
    if (found == null) {
      throw new IllegalArgumentException("The document has no operation " + id);
    }
    return found;
  }

  /** What is read at {@code path}, a template; null when nothing is. */
  Described reading(String path) {
    var told = document.path("paths").path(path).path("get");
    return told.isMissingNode() ? null : new Described("GET", path, told);
  }

  JsonNode components() {
    return document.path("components");
  }

  /** One operation as the document tells it. */
  record Described(String method, String path, JsonNode told) {

    String id() {
      return told.path("operationId").asText(method + " " + path);
    }

    /** The media type and what is said of it, of a body in JSON or in anything; null without one. */
    Map.Entry<String, JsonNode> request() {
      return json(told.path("requestBody").path("content"));
    }

    /** Its success. */
    Map.Entry<String, JsonNode> success() {
      return told.path("responses")
          .properties()
          .stream()
          .filter(it -> it.getKey().startsWith("2"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(id() + " never succeeds"));
    }

    static Map.Entry<String, JsonNode> json(JsonNode content) {
      return content.properties()
          .stream()
          .filter(it -> it.getKey().contains("json") || it.getKey().equals("*/*"))
          .findFirst()
          .orElse(null);
    }

    List<JsonNode> parameters() {
      return told.path("parameters").valueStream().toList();
    }

    /** Who may do it; empty for anybody. */
    List<String> roles() {
      return told.path("security")
          .path(0)
          .valueStream()
          .flatMap(JsonNode::valueStream)
          .map(JsonNode::asText)
          .toList();
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }
}
