package io.aims.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.local.story.Portal;

/**
 * Something that the API documents; a journey that asks all of them forgets no resource.
 *
 * @param roles who may ask, as the document says; empty when it takes no role
 * @param queries what can be asked for besides
 * @param members what the body must have; empty without a body
 */
record Operation(String method, String path, String mediaType, List<String> roles, Set<String> queries,
    Set<String> members) {
  private static final Pattern PLACE = Pattern.compile("\\{[^}]+}");
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** Everything in the document of the gateway, which has to be complete. */
  static List<Operation> all(Portal portal) {
    var document = portal.as("governance-officer", "acme").get("/v1/openapi.json").expect(200).body();
    if (document.has("x-aims-missing")) {
      throw new IllegalStateException("The document lacks " + document.path("x-aims-missing"));
    }
    var operations = new ArrayList<Operation>();
    document.path("paths").properties().forEach(path -> path.getValue().properties().forEach(method -> {
      if (METHODS.contains(method.getKey())) {
        operations.add(read(document, method.getKey(), path.getKey(), method.getValue()));
      }
    }));
    return operations;
  }

  private static Operation read(JsonNode document, String method, String path, JsonNode told) {
    var media = method.equals("patch") ? "application/merge-patch+json" : "application/json";
    var schema = told.path("requestBody").path("content").path(media).path("schema");
    var shape = schema.has("$ref") ? document.at(schema.path("$ref").asText().substring(1)) : schema;
    return new Operation(method.toUpperCase(Locale.ROOT), path, media,
        texts(told.at("/security/0/bearer")), Set.copyOf(told.path("parameters").findValuesAsText("name")),
        Set.copyOf(texts(shape.path("required"))));
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  boolean reads() {
    return method.equals("GET");
  }

  boolean hasPlaces() {
    return PLACE.matcher(path).find();
  }

  /** The places for ids, each by the path that leads there: {@code /v1/incidents/{}/clocks/}. */
  List<String> places() {
    return PLACE.matcher(path).results().map(found -> place(path.substring(0, found.start()))).toList();
  }

  /** The path with an id in each place. */
  String with(UnaryOperator<String> idAt) {
    return PLACE.matcher(path).replaceAll(found -> idAt.apply(place(path.substring(0, found.start()))));
  }

  /** The place at the end of this path, whatever it leads through. */
  static String place(String path) {
    return PLACE.matcher(path).replaceAll("{}");
  }

  /** Somebody who may ask; who needs no role can have any. */
  List<String> askers() {
    return roles.isEmpty() ? List.of("governance-officer") : roles;
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
