package io.aims.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

class AsyncApiTest {
  private static final AsyncApi API = new AsyncApi(Path.of("src/main/resources"));

  @TestFactory
  List<DynamicTest> every_example_keeps_to_the_envelope_and_to_its_schema() throws Exception {
    var tests = new java.util.ArrayList<DynamicTest>();
    var schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    for (var context : API.contexts()) {
      for (var type : API.types(context)) {
        tests.add(DynamicTest.dynamicTest(type, () -> {
          var example = Contracts.example(type);
          var envelope = schemas.getSchema(Contracts.envelopeSchema(), InputFormat.JSON)
              .validate(example, InputFormat.JSON);
          assertTrue(envelope.isEmpty(), envelope::toString);
          var event = new ObjectMapper().readTree(example);
          assertEquals(type, event.path("type").asText());
          assertEquals("urn:aims:schema:" + type, event.path("dataschema").asText());
          assertEquals("/aims/" + context + "-service", event.path("source").asText());
          var data = schemas.getSchema(Contracts.schema(type), InputFormat.JSON)
              .validate(event.path("data").toString(), InputFormat.JSON);
          assertTrue(data.isEmpty(), data::toString);
        }));
      }
    }
    return tests;
  }

  @Test
  void the_document_names_every_event_once_and_resolves_every_reference() throws Exception {
    var document = API.document();

    assertEquals(List.of("audit", "incident", "inventory", "risk"), API.contexts());
    for (var context : API.contexts()) {
      assertFalse(API.types(context).isEmpty(), context);
      assertEquals(API.types(context).size(), document.at("/channels/" + context + "/messages").size());
    }
    for (var reference : document.findValuesAsText("$ref")) {
      assertFalse(document.at(reference.substring(1)).isMissingNode(), reference);
    }
  }
}
