package io.aims.platform.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.validation.Valid;
import jakarta.validation.Validator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import io.aims.platform.test.ApiDocument.Described;
import io.quarkus.arc.Arc;

/**
 * Holds the examples of the document against the document, and against the records that requests are read into. Each request
 * and each answer in JSON has to have one, and each type a name of its own, since clients are generated from them.
 */
public final class ExampleContract {
  private static final String FOLDER = "src/main/resources/META-INF/openapi-examples";
  private static final String CLASSES = "target/classes";
  private static final Pattern COUNTED = Pattern.compile("[a-z]\\d+$");
  private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final ApiDocument document;
  private final Path module;
  private final ObjectMapper mapper;
  private final Validator validator;
  private final List<String> breaches = new ArrayList<>();

  /** Of the {@code document} of a service that is built in the folder {@code module}, beside the one of platform. */
  ExampleContract(ApiDocument document, Path module, ObjectMapper mapper, Validator validator) {
    this.document = document;
    this.module = module;
    this.mapper = mapper;
    this.validator = validator;
  }

  /** What is missing or wrong, each with the file to write; empty when every operation can be copied and sent. */
  public static List<String> breaches() {
    return new ExampleContract(ApiDocument.published(), Path.of(""), Arc.container().instance(ObjectMapper.class).get(),
        Arc.container().instance(Validator.class).get()).check();
  }

  List<String> check() {
    document.operations().values().forEach(this::check);
    withoutOperation();
    withoutNameOfItsOwn();
    return breaches;
  }

  private void check(Described operation) {
    if (operation.path().startsWith("/v1/")) {
      if (!Files.exists(file(operation))) {
        breaches.add(operation + " has no example: write " + file(operation)
            + " with {\"parameters\": {…}, \"request\": {…}, \"answer\": {\"status\": 200, \"body\": {…}}}");
        return;
      }
      checkParameters(operation);
      checkRequest(operation);
      checkAnswers(operation);
    }
  }

  private void checkParameters(Described operation) {
    operation.parameters()
        .stream()
        .filter(it -> it.path("required").asBoolean() && !it.has("example"))
        .forEach(it -> breach(operation, "add \"" + it.path("name").asText() + "\" to \"parameters\""));
  }

  private void checkRequest(Described operation) {
    var request = operation.request();
    if (request == null) {
      return;
    }
    var example = request.getValue().path("example");
    if (example.isMissingNode()) {
      breach(operation, "add \"request\"");
      return;
    }
    checkSchema(operation, "request", request.getValue());
    body(operation).ifPresent(type -> bind(operation, example, type));
  }

  private void bind(Described operation, JsonNode example, Class<?> type) {
    try {
      validator.validate(mapper.treeToValue(example, type))
          .forEach(broken -> breach(operation, "\"request\": " + broken.getPropertyPath() + " " + broken.getMessage()));
    } catch (JsonProcessingException e) {
      breach(operation, "\"request\" is no " + type.getSimpleName() + ": " + e.getOriginalMessage());
    }
  }

  private void checkAnswers(Described operation) {
    operation.told().path("responses").properties().forEach(answer -> {
      var content = Described.json(answer.getValue().path("content"));
      if (content == null) {
        return;
      }
      if (content.getValue().has("example")) {
        checkSchema(operation, "answer " + answer.getKey(), content.getValue());
        checkStatus(operation, answer.getKey(), content);
      } else {
        breach(operation, "add \"answer\": {\"status\": " + answer.getKey() + ", \"body\": {…}}");
      }
    });
  }

  private void checkStatus(Described operation, String status, Map.Entry<String, JsonNode> content) {
    if (content.getKey().contains("problem")
        && !content.getValue().path("example").path("status").asText().equals(status)) {
      breach(operation, "the problem of " + status + " has another status");
    }
  }

  private void checkSchema(Described operation, String what, JsonNode content) {
    if (!content.has("schema") || content.path("schema").path("format").asText().equals("binary")) {
      return;
    }
    var schema = JsonNodeFactory.instance.objectNode();
    schema.setAll((ObjectNode) content.path("schema"));
    schema.set("components", document.components());
    if (operation.method().equals("PATCH") && what.equals("request")) {
      changes(schema);
    }
    SCHEMAS.getSchema(schema.toString(), InputFormat.JSON)
        .validate(content.path("example").toString(), InputFormat.JSON)
        .forEach(broken -> breach(operation, what + ": " + broken));
  }

  /** A merge patch has what it changes, whatever the whole must have. */
  private void changes(ObjectNode schema) {
    var whole = schema.remove("$ref").asText();
    schema.setAll((ObjectNode) document.components().at(whole.substring("#/components".length())));
    schema.remove("required");
  }

  private void withoutOperation() {
    try (var files = Files.list(module.resolve(FOLDER))) {
      files.map(it -> it.getFileName().toString().replace(".json", ""))
          .filter(it -> !document.operations().containsKey(it))
          .forEach(
              it -> breaches
                  .add("There is no operation " + it + ": rename or delete " + FOLDER + "/" + it + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where two types have one name, the scanner counts them, in no order that lasts. */
  private void withoutNameOfItsOwn() {
    document.components()
        .path("schemas")
        .properties()
        .stream()
        .map(Map.Entry::getKey)
        .filter(COUNTED.asPredicate())
        .forEach(it -> breaches.add("The schema " + it + " is another type's namesake: rename the record, or give it a"
            + " name of its own by @Schema"));
  }

  private void breach(Described operation, String what) {
    breaches.add(operation + ": " + what + " in " + file(operation));
  }

  private Path file(Described operation) {
    var own = module.resolve(FOLDER).resolve(operation.id() + ".json");
    var ofPlatform = resource(operation).getPackageName().startsWith("io.aims.platform.");
    return ofPlatform && !Files.exists(own) ? platform().resolve(FOLDER).resolve(own.getFileName()) : own;
  }

  /** What the method reads its body into; empty where it reads it by itself. */
  private Optional<Class<?>> body(Described operation) {
    var name = operation.id().substring(operation.id().indexOf('_') + 1);
    return methods(operation).filter(it -> it.getName().equals(name))
        .flatMap(it -> Arrays.stream(it.getParameters()))
        .filter(it -> it.isAnnotationPresent(Valid.class) && it.getType().isRecord())
        .<Class<?>>map(java.lang.reflect.Parameter::getType)
        .findFirst();
  }

  private Stream<Method> methods(Described operation) {
    return Arrays.stream(resource(operation).getDeclaredMethods());
  }

  /** The class of the operation's id, among those of the service and of platform. */
  private Class<?> resource(Described operation) {
    var name = operation.id().substring(0, Math.max(0, operation.id().indexOf('_')));
    var found = Stream.of(module, platform())
        .map(it -> it.resolve(CLASSES))
        .filter(Files::exists)
        .flatMap(root -> named(root, name))
        .toList();
    if (found.size() != 1) {
      throw new IllegalStateException(operation + " is of no, or of more than one, resource: " + found);
    }
    try {
      return Class.forName(found.getFirst(), false, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path platform() {
    return module.resolve("../platform");
  }

  private static Stream<String> named(Path root, String name) {
    try (var files = Files.walk(root)) {
      return files.filter(it -> it.endsWith(name + ".class"))
          .map(it -> root.relativize(it).toString().replace(".class", "").replace('/', '.'))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
