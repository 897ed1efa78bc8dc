package io.aims.platform.test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import io.aims.platform.test.ApiDocument.Described;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/**
 * Sends the requests of the document as whoever copies them would: with the ids that came back before, the ETag of what is
 * there, and times as far from now as they are from the moment of the story. Each answer has to be the one that the document
 * shows, with the same members.
 */
public final class ExampleStory {
  /** The moment at which every example is told. */
  private static final Instant TOLD_AT = Instant.parse("2026-11-26T12:00:00Z");
  /** How the people of organisation acme begin; those of another one have the same ends. */
  private static final String ACME = TestRealm.ACME.toString().substring(0, 24);
  private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
  private static final Pattern NAME = Pattern.compile("(?=.*\\d)\\S{10,}");
  private static final String PROBLEM = "application/problem+json";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PLACE = Pattern.compile("\\{([^}]+)}");

  private final ApiDocument document = ApiDocument.published();
  private final Map<String, String> here = new HashMap<>();
  private final UUID organisation;
  private Duration since = Duration.ZERO;

  public ExampleStory(UUID organisation) {
    this.organisation = organisation;
  }

  /** What the examples call {@code example} is {@code real} here. */
  public ExampleStory knows(String example, String real) {
    here.put(example, real);
    return this;
  }

  /** What the examples call {@code example} is called here. */
  public String real(String example) {
    return here.getOrDefault(example, example);
  }

  /** The next step, by the first of the roles that may take it. */
  public ExampleStory then(String operation) {
    var roles = document.operation(operation).roles();
    return then(as(roles.stream().limit(1).toArray(String[]::new)), operation);
  }

  /** The next step, by somebody of {@code role}. */
  public ExampleStory then(String role, String operation) {
    return then(as(role), operation);
  }

  /** The next step, by {@code somebody}. */
  public ExampleStory then(RequestSpecification somebody, String operation) {
    var told = document.operation(operation);
    var answer = send(somebody, told);
    var success = told.success();
    assertThat(answer.statusCode()).as("%s: %s", operation, answer.asString())
        .isEqualTo(Integer.parseInt(success.getKey()));
    success.getValue()
        .path("headers")
        .properties()
        .forEach(header -> assertThat(answer.header(header.getKey())).as("%s: %s", operation, header.getKey())
            .isEqualTo(real(header.getValue().path("example").asText())));
    var content = Described.json(success.getValue().path("content"));
    if (content != null) {
      var example = content.getValue().path("example");
      var actual = json(answer);
      assertThat(Likeness.differences(example, actual)).as(operation + " answers " + actual).isEmpty();
      learn(example, actual);
    }
    return this;
  }

  /** The step is refused with the problem that the document shows. */
  public ExampleStory refuses(String operation, int status) {
    var told = document.operation(operation);
    var problem = told.told().path("responses").path(Integer.toString(status)).path("content").path(PROBLEM);
    var answer = send(as(told.roles().stream().limit(1).toArray(String[]::new)), told);
    assertThat(answer.statusCode()).as("%s: %s", operation, answer.asString()).isEqualTo(status);
    assertThat(json(answer)).as(operation).isEqualTo(problem.path("example"));
    return this;
  }

  /** The step once more, for a second thing, which the examples call {@code example}. */
  public ExampleStory another(String operation, String example) {
    var told = document.operation(operation);
    return knows(example, send(as(told.roles().getFirst()), told).then().statusCode(201).extract().path("id"));
  }

  private Response send(RequestSpecification request, Described told) {
    since = Duration.between(TOLD_AT, Instant.now());
    if (told.parameters().stream().anyMatch(it -> it.path("name").asText().equals("If-Match"))) {
      var tag = tag(told);
      if (tag != null) {
        request.header("If-Match", tag);
      }
    }
    var body = told.request();
    if (body != null) {
      request.contentType(body.getKey().equals("*/*") ? "application/json" : body.getKey())
          .body(moved(body.getValue().path("example")).toString());
    }
    told.parameters()
        .stream()
        .filter(it -> it.path("in").asText().equals("query") && it.has("example"))
        .forEach(it -> request.queryParam(it.path("name").asText(), moved(it.path("example").asText())));
    told.parameters()
        .stream()
        .filter(it -> it.path("in").asText().equals("header") && it.has("example")
            && !it.path("name").asText().equals("If-Match"))
        .forEach(it -> request.header(it.path("name").asText(), moved(it.path("example").asText())));
    var answer = Described.json(told.success().getValue().path("content"));
    if (answer != null) {
      request.accept(answer.getKey());
    }
    return request.request(told.method(), path(told.path(), told));
  }

  private RequestSpecification as(String... roles) {
    var request = given().config(RestAssured.config()
        .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)));
    return roles.length == 0
        ? request
        : request.auth().oauth2(TestRealm.token(organisation, TestRealm.person(organisation, roles[0]), roles));
  }

  /** Of the nearest thing above that has one; null when there is none. */
  private String tag(Described told) {
    for (var above = told.path(); above.lastIndexOf('/') > 0; above = above.substring(0, above.lastIndexOf('/'))) {
      var reading = document.reading(above);
      if (reading != null) {
        var tag = as(reading.roles().toArray(String[]::new)).get(path(above, told)).header("ETag");
        if (tag != null) {
          return tag;
        }
      }
    }
    return null;
  }

  /** The path of {@code template}, with the ids of the step. */
  private String path(String template, Described told) {
    return PLACE.matcher(template)
        .replaceAll(place -> told.parameters()
            .stream()
            .filter(it -> it.path("in").asText().equals("path") && it.path("name").asText().equals(place.group(1)))
            .map(it -> moved(it.path("example").asText()))
            .findFirst()
            .orElseThrow());
  }

  private JsonNode moved(JsonNode example) {
    return switch (example) {
      case ObjectNode object -> {
        var moved = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(it -> moved.set(it.getKey(), moved(it.getValue())));
        yield moved;
      }
      case ArrayNode array -> {
        var moved = JsonNodeFactory.instance.arrayNode();
        array.forEach(it -> moved.add(moved(it)));
        yield moved;
      }
      case TextNode text -> TextNode.valueOf(moved(text.textValue()));
      default -> example;
    };
  }

  private String moved(String text) {
    if (INSTANT.matcher(text).matches()) {
      return Instant.parse(text).plus(since).toString();
    }
    if (DATE.matcher(text).matches()) {
      var days = since.plus(Duration.between(TOLD_AT.atZone(ZoneOffset.UTC)
          .toLocalDate()
          .atStartOfDay(ZoneOffset.UTC)
          .toInstant(), TOLD_AT)).toDays();
      return LocalDate.parse(text).plusDays(days).toString();
    }
    return text.startsWith(ACME)
        ? real(organisation.toString().substring(0, ACME.length()) + text.substring(ACME.length()))
        : real(text);
  }

  /** Words with a digit are ids, names or secrets of what the examples call otherwise. */
  private void learn(JsonNode example, JsonNode actual) {
    if (example.isObject()) {
      example.properties().forEach(it -> learn(it.getValue(), actual.path(it.getKey())));
    } else if (example.isArray()) {
      for (int i = 0; i < example.size(); i++) {
        learn(example.path(i), actual.path(i));
      }
    } else if (named(example) && named(actual)) {
      here.putIfAbsent(example.textValue(), actual.textValue());
    }
  }

  private static JsonNode json(Response answer) {
    try {
      return JSON.readTree(answer.asByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean named(JsonNode text) {
    return text.isTextual() && NAME.matcher(text.textValue()).matches()
        && !INSTANT.matcher(text.textValue()).matches() && !DATE.matcher(text.textValue()).matches();
  }
}
