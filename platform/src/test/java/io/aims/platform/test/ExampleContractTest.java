package io.aims.platform.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import jakarta.validation.Validation;
import jakarta.validation.Validator;

import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A document with one operation that keeps to all rules, and what is told when it breaks one of them. */
class ExampleContractTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OPERATION = "/paths/~1v1~1claims~1{id}/post";
  private static final String REQUEST = OPERATION + "/requestBody/content/application~1json";
  private static final String ANSWER = OPERATION + "/responses/200/content/application~1json";
  private static final String REFUSAL = OPERATION + "/responses/409/content/application~1problem+json";

  @TempDir
  Path root;
  private Path module;
  private JsonNode document;

  @BeforeEach
  void all_is_well() throws IOException {
    module = Files.createDirectories(root.resolve("claims"));
    document = JSON.readTree("""
        {"paths": {"/v1/claims/{id}": {"post": {
          "operationId": "ClaimResource_decide",
          "parameters": [{"name": "id", "in": "path", "required": true, "example": "c1"}],
          "requestBody": {"content": {"application/json": {
            "schema": {"$ref": "#/components/schemas/Decide"}, "example": {"reason": "covered"}}}},
          "responses": {
            "200": {"content": {"application/json": {
              "schema": {"$ref": "#/components/schemas/Claim"}, "example": {"state": "PAID"}}}},
            "409": {"content": {"application/problem+json": {"schema": {"type": "object"}, "example": {"status": 409}}}}
          }}}},
         "components": {"schemas": {
           "Decide": {"type": "object", "properties": {"reason": {"type": "string"}}},
           "Claim": {"type": "object", "properties": {"state": {"type": "string"}}}}}}""");
    write("target/classes/io/aims/platform/test/ClaimResource.class");
    write("src/main/resources/META-INF/openapi-examples/ClaimResource_decide.json");
  }

  @Test
  void what_keeps_to_all_rules_breaks_none() {
    assertThat(breaches()).isEmpty();
  }

  @Test
  void an_operation_without_a_file_is_told_which_one_to_write() throws IOException {
    Files.delete(module.resolve("src/main/resources/META-INF/openapi-examples/ClaimResource_decide.json"));

    assertThat(breaches()).singleElement()
        .asString()
        .startsWith("POST /v1/claims/{id} has no example: write ")
        .contains("openapi-examples/ClaimResource_decide.json");
  }

  @Test
  void a_file_without_an_operation_is_told() throws IOException {
    write("src/main/resources/META-INF/openapi-examples/ClaimResource_forget.json");

    assertThat(breaches()).singleElement().asString().startsWith("There is no operation ClaimResource_forget");
  }

  @Test
  void a_type_that_has_to_share_its_name_is_told() {
    ((ObjectNode) document.at("/components/schemas")).set("Claim1", JSON.createObjectNode());

    assertThat(breaches()).singleElement().asString().startsWith("The schema Claim1 is another type's namesake");
  }

  @Test
  void an_operation_of_no_resource_is_refused() throws IOException {
    Files.delete(module.resolve("target/classes/io/aims/platform/test/ClaimResource.class"));

    assertThatThrownBy(this::breaches).hasMessageContaining("POST /v1/claims/{id} is of no, or of more than one");
  }

  @ParameterizedTest
  @CsvSource({OPERATION + "/parameters/0, add \"id\" to \"parameters\"", REQUEST + ", add \"request\"",
      ANSWER + ", 'add \"answer\": {\"status\": 200, '", REFUSAL + ", 'add \"answer\": {\"status\": 409, '"})
  void what_has_no_example_is_told(String at, String told) {
    ((ObjectNode) document.at(at)).remove("example");

    assertThat(breaches()).singleElement().asString().contains(told, "ClaimResource_decide.json");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      REQUEST + " | {\"reason\": \"covered\", \"more\": 1} | \"request\" is no Decide",
      REQUEST + " | {\"reason\": \"far too long a reason\"} | \"request\": reason",
      REQUEST + " | {\"reason\": 7} | request: ",
      ANSWER + " | {\"state\": 7} | answer 200: ",
      REFUSAL + " | {\"status\": 403} | the problem of 409 has another status"})
  void an_example_that_does_not_fit_is_told(String at, String example, String told) throws IOException {
    ((ObjectNode) document.at(at)).set("example", JSON.readTree(example));

    assertThat(breaches()).singleElement().asString().contains(told, "ClaimResource_decide.json");
  }

  private List<String> breaches() {
    return new ExampleContract(new ApiDocument(document), module, JSON, validator()).check();
  }

  private static Validator validator() {
    return Validation.byDefaultProvider()
        .configure()
        .messageInterpolator(new ParameterMessageInterpolator())
        .buildValidatorFactory()
        .getValidator();
  }

  private void write(String file) throws IOException {
    Files.createDirectories(module.resolve(file).getParent());
    Files.createFile(module.resolve(file));
  }
}
