package io.aims.platform.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The examples of one operation, as the file {@code META-INF/openapi-examples/<operationId>.json} of its service has them.
 *
 * @param parameters by name: what to send in the path, the query and the headers
 * @param request the body to send; null for an operation that takes none, or none in JSON
 * @param answer what comes back
 * @param refusals by status: the problem that is peculiar to this operation, e.g. 409
 */
record OperationExamples(Map<String, Object> parameters, @Nullable Object request, Answer answer,
    Map<String, Object> refusals) {
  static final String FOLDER = "META-INF/openapi-examples/";
  private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  /**
   * @param status of the success, e.g. 201
   * @param body null where there is none, or none that can be read
   * @param headers those that are the answer, where it has no body
   */
  record Answer(int status, @Nullable Object body, Map<String, String> headers) {
    Answer(int status, @Nullable Object body, @Nullable Map<String, String> headers) {
      this.status = status;
      this.body = body;
      this.headers = headers == null ? Map.of() : new LinkedHashMap<>(headers);
    }
  }

  OperationExamples(@Nullable Map<String, Object> parameters, @Nullable Object request, Answer answer,
      @Nullable Map<String, Object> refusals) {
    this.parameters = parameters == null ? Map.of() : new LinkedHashMap<>(parameters);
    this.request = request;
    this.answer = answer;
    this.refusals = refusals == null ? Map.of() : new LinkedHashMap<>(refusals);
  }

  /** Empty when nobody has written any; a file that can't be read fails the build. */
  static Optional<OperationExamples> of(String operation) {
    var file = FOLDER + operation + ".json";
    try (var text = Thread.currentThread().getContextClassLoader().getResourceAsStream(file)) {
      return text == null ? Optional.empty() : Optional.of(JSON.readValue(text, OperationExamples.class));
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}
