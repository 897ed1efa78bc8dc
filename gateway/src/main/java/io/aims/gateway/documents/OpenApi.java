package io.aims.gateway.documents;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * One OpenAPI document made from several. Components get their owner's name in front, always, so that two services can use
 * the same word and a name does not depend on who was up.
 */
final class OpenApi {
  private static final String COMPONENTS = "#/components/";
  private static final String SCHEME = "bearer";

  private final ObjectNode document = JsonNodeFactory.instance.objectNode();

  OpenApi(String version) {
    document.put("openapi", version);
    document.putObject("info").put("title", "Aims").put("version", "1");
    document.putArray("servers").addObject().put("url", "/");
    document.putArray("security").addObject().putArray(SCHEME);
    document.putObject("paths");
    document.putObject("components")
        .putObject("securitySchemes")
        .putObject(SCHEME)
        .put("type", "http")
        .put("scheme", "bearer")
        .put("bearerFormat", "JWT");
  }

  /**
   * Adds what {@code owner} offers below {@code /v1}.
   *
   * @param here what the owner's path is here; null for one that is not reached from outside
   */
  OpenApi add(String owner, JsonNode part, Function<String, @Nullable String> here) {
    var paths = document.withObject("/paths");
    part.path("paths").properties().forEach(path -> {
      var known = path.getKey().startsWith("/v1/") ? here.apply(path.getKey()) : null;
      if (known != null) {
        paths.set(known, named(owner, secured(owned(owner, path.getValue()))));
      }
    });
    part.path("components").properties().forEach(kind -> {
      if (!kind.getKey().equals("securitySchemes")) {
        var own = document.withObject("/components").withObject("/" + kind.getKey());
        kind.getValue().properties().forEach(it -> own.set(owner + "." + it.getKey(), owned(owner, it.getValue())));
      }
    });
    return this;
  }

  /** Notes whose part is missing because they did not answer. */
  OpenApi missing(List<String> owners) {
    if (!owners.isEmpty()) {
      owners.forEach(document.putArray("x-aims-missing")::add);
    }
    return this;
  }

  JsonNode document() {
    return document;
  }

  /** Operations get their owner's name in front like components: each is one of a kind in the whole document. */
  private static JsonNode named(String owner, JsonNode path) {
    path.forEach(operation -> {
      if (operation.has("operationId")) {
        ((ObjectNode) operation).put("operationId", owner + "." + operation.path("operationId").asText());
      }
    });
    return path;
  }

  private static JsonNode owned(String owner, JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        var copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> copy.set(field.getKey(), owned(owner, field.getValue())));
        yield copy;
      }
      case ArrayNode array -> {
        var copy = JsonNodeFactory.instance.arrayNode(array.size());
        array.forEach(element -> copy.add(owned(owner, element)));
        yield copy;
      }
      case TextNode text when text.textValue().startsWith(COMPONENTS) -> TextNode.valueOf(reference(owner, text));
      default -> node;
    };
  }

  private static String reference(String owner, TextNode text) {
    var name = text.textValue().lastIndexOf('/') + 1;
    return text.textValue().substring(0, name) + owner + "." + text.textValue().substring(name);
  }

  /** Whatever a service calls its scheme, it is this one; the roles that it asks for stay. */
  private static JsonNode secured(JsonNode path) {
    path.forEach(operation -> operation.path("security").forEach(requirement -> {
      var roles = requirement.elements().hasNext() ? requirement.elements().next() : null;
      if (roles != null) {
        ((ObjectNode) requirement).removeAll().set(SCHEME, roles);
      }
    }));
    return path;
  }
}
