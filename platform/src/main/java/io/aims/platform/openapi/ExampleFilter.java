package io.aims.platform.openapi;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createHeader;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import java.util.List;
import java.util.Map;

import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.platform.refusal.Problem;
import io.aims.platform.refusal.TypicalRefusal;
import io.quarkus.smallrye.openapi.OpenApiFilter;

/**
 * Puts the examples of {@code META-INF/openapi-examples} into the document when a service is built, gives each success the
 * status it has, and each operation the refusals that its shape entails.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ExampleFilter implements OASFilter {
  private static final String OK = "200";
  private static final int NO_CONTENT = 204;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public Operation filterOperation(Operation operation) {
    var responses = operation.getResponses();
    for (var refusal : Shape.of(operation).refusals()) {
      responses.addAPIResponse(status(refusal), createAPIResponse().ref(name(refusal)));
    }
    OperationExamples.of(operation.getOperationId()).ifPresent(examples -> show(examples, operation));
    return operation;
  }

  private static void show(OperationExamples examples, Operation operation) {
    if (operation.getParameters() != null) {
      operation.getParameters().forEach(it -> it.setExample(examples.parameters().get(it.getName())));
    }
    if (operation.getRequestBody() != null) {
      example(operation.getRequestBody().getContent().getMediaTypes(), examples.request());
    }
    succeed(examples.answer(), operation);
    examples.refusals()
        .forEach((status, problem) -> operation.getResponses()
            .addAPIResponse(status, createAPIResponse().description(reason(Integer.parseInt(status)))
                .content(createContent().addMediaType(Problem.MEDIA_TYPE, problem().example(problem)))));
  }

  /** Where a method answers with a {@code Response}, the scanner takes the status for 200. */
  private static void succeed(OperationExamples.Answer answer, Operation operation) {
    var responses = operation.getResponses();
    var status = Integer.toString(answer.status());
    var success = responses.getAPIResponse(status);
    if (success == null) {
      success = responses.getAPIResponse(OK);
      responses.removeAPIResponse(OK);
      responses.addAPIResponse(status, success.description(reason(answer.status())));
    }
    for (var header : answer.headers().entrySet()) {
      success.addHeader(header.getKey(),
          createHeader().schema(createSchema().addType(Schema.SchemaType.STRING)).example(header.getValue()));
    }
    if (answer.status() == NO_CONTENT || answer.body() == null && !answer.headers().isEmpty()) {
      success.setContent(null);
    } else if (answer.body() != null) {
      example(success.getContent().getMediaTypes(), answer.body());
    }
  }

  private static void example(Map<String, MediaType> content, @Nullable Object example) {
    content.forEach((type, media) -> {
      if (type.equals("*/*") || type.contains("json") == !(example instanceof String)) {
        media.setExample(example);
      }
    });
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document.getComponents().addSchema("Problem", problemSchema());
    for (var refusal : TypicalRefusal.values()) {
      document.getComponents().addResponse(name(refusal), response(refusal.problem()));
    }
  }

  private static APIResponse response(Problem problem) {
    return createAPIResponse().description(problem.title())
        .content(createContent().addMediaType(Problem.MEDIA_TYPE,
            problem().example(JSON.convertValue(problem, Map.class))));
  }

  private static MediaType problem() {
    return createMediaType().schema(createSchema().ref("Problem"));
  }

  private static Schema problemSchema() {
    var violation = object(Map.of("field", text("JSON path of the member"), "rule", text("What it breaks")));
    return object(Map.of("type", text("Stable name of the kind of problem"), "title", text("The same in words"),
        "status", createSchema().addType(Schema.SchemaType.INTEGER), "detail", text("What is the matter here"),
        "violations", createSchema().addType(Schema.SchemaType.ARRAY).items(violation),
        "state", text("The present state, which does not allow it"),
        "allowed", createSchema().addType(Schema.SchemaType.ARRAY)
            .items(text("What is possible instead"))))
        .description("RFC 9457")
        .required(List.of("type", "title", "status"));
  }

  private static Schema object(Map<String, Schema> members) {
    var schema = createSchema().addType(Schema.SchemaType.OBJECT).additionalPropertiesBoolean(false);
    members.entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(it -> schema.addProperty(it.getKey(), it.getValue()));
    return schema;
  }

  private static Schema text(String description) {
    return createSchema().addType(Schema.SchemaType.STRING).description(description);
  }

  private static String status(TypicalRefusal refusal) {
    return Integer.toString(refusal.problem().status());
  }

  /** In one word, as components are named. */
  private static String name(TypicalRefusal refusal) {
    var name = new StringBuilder();
    for (var word : refusal.name().split("_")) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
    }
    return name.toString();
  }

  private static String reason(int status) {
    return Response.Status.fromStatusCode(status).getReasonPhrase();
  }
}
