package io.aims.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponses;
import static org.eclipse.microprofile.openapi.OASFactory.createComponents;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createOpenAPI;
import static org.eclipse.microprofile.openapi.OASFactory.createOperation;
import static org.eclipse.microprofile.openapi.OASFactory.createParameter;
import static org.eclipse.microprofile.openapi.OASFactory.createRequestBody;
import static org.eclipse.microprofile.openapi.OASFactory.createSecurityRequirement;

import java.io.UncheckedIOException;
import java.util.Map;

import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.junit.jupiter.api.Test;

class ExampleFilterTest {
  private final ExampleFilter filter = new ExampleFilter();

  @Test
  void what_is_to_be_sent_and_what_comes_back_is_shown_as_the_file_has_it() {
    var shown = filter.filterOperation(conditionalWrite("ThingResource_open"));

    assertThat(shown.getParameters()).extracting(Parameter::getExample).containsExactly("7", "\"3\"");
    assertThat(json(shown.getRequestBody().getContent())).isEqualTo(Map.of("reason", "as an example"));
    assertThat(shown.getResponses().getAPIResponses()).doesNotContainKey("200");
    assertThat(shown.getResponses().getAPIResponse("201").getDescription()).isEqualTo("Created");
    assertThat(json(shown.getResponses().getAPIResponse("201").getContent())).isEqualTo(Map.of("id", 8));
    assertThat(shown.getResponses()
        .getAPIResponse("409")
        .getContent()
        .getMediaType("application/problem+json")
        .getExample()).isEqualTo(Map.of("type", "urn:aims:problem:taken", "title", "Already taken", "status", 409));
  }

  @Test
  void an_answer_of_headers_shows_them_and_no_body() {
    var success = filter.filterOperation(operation("ThingResource_ask")).getResponses().getAPIResponse("200");

    assertThat(success.getHeaders()).containsOnlyKeys("Thing-Rate")
        .hasEntrySatisfying("Thing-Rate", it -> assertThat(it.getExample()).isEqualTo("120"));
    assertThat(success.getContent()).isNull();
  }

  @Test
  void each_operation_refuses_what_its_shape_lets_go_wrong() {
    assertThat(filter.filterOperation(conditionalWrite("ThingResource_unknown")).getResponses().getAPIResponses())
        .containsOnlyKeys("200", "400", "401", "403", "404", "412", "422", "428")
        .hasEntrySatisfying("412", it -> assertThat(it.getRef()).isEqualTo("#/components/responses/Stale"));
    assertThat(filter.filterOperation(operation("ThingResource_unknown")).getResponses().getAPIResponses())
        .containsOnlyKeys("200");
  }

  @Test
  void refusals_are_shown_once_for_all() {
    var document = createOpenAPI().components(createComponents());

    filter.filterOpenAPI(document);

    assertThat(document.getComponents().getResponses()).containsOnlyKeys("Malformed", "Unauthenticated", "Forbidden",
        "NotFound", "Stale", "Invalid", "ConditionMissing");
    assertThat(document.getComponents()
        .getResponses()
        .get("ConditionMissing")
        .getContent()
        .getMediaType("application/problem+json")
        .getExample()).asInstanceOf(
            org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("status", 428)
        .containsEntry("type", "urn:aims:problem:condition-missing");
  }

  @Test
  void a_misspelt_file_fails_the_build() {
    assertThatThrownBy(() -> filter.filterOperation(operation("ThingResource_misspelt")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("ThingResource_misspelt.json");
  }

  private static Operation operation(String id) {
    return createOperation().operationId(id)
        .responses(createAPIResponses().addAPIResponse("200",
            createAPIResponse().description("OK").content(content("application/json"))));
  }

  private static Operation conditionalWrite(String id) {
    return operation(id).addParameter(createParameter().name("id").in(Parameter.In.PATH))
        .addParameter(createParameter().name("If-Match").in(Parameter.In.HEADER))
        .requestBody(createRequestBody().content(content("application/json")))
        .addSecurityRequirement(createSecurityRequirement().addScheme("bearer"));
  }

  private static Content content(String type) {
    return createContent().addMediaType(type, createMediaType());
  }

  private static Object json(Content content) {
    return content.getMediaType("application/json").getExample();
  }
}
