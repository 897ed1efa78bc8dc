package io.aims.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** One document describes the API; it is incomplete rather than absent while a service is down. */
@QuarkusTest
@QuarkusTestResource(World.class)
class DocumentTest {

  @Test
  void oneDocumentDescribesAllServicesOnceTheyAreUp() {
    given().get("/v1/openapi.json")
        .then()
        .statusCode(200)
        .body("x-aims-missing", contains("risk"))
        .body("paths", hasKey("/v1/models"))
        .body("paths", hasKey("/v1/ai-systems/{id}/overview"))
        .body("paths", not(hasKey("/q/health")))
        .body("paths", hasKey("/v1/dead-letters/inventory/{id}"))
        .body("paths", not(hasKey("/v1/dead-letters/{id}")))
        .body("paths.'/v1/dead-letters'.get.summary", equalTo("Events that services could not take in, newest first"))
        .body("paths.'/v1/models'.get.security[0].bearer", contains("system-owner"))
        .body("components.schemas.'inventory.View'.properties.next.'$ref'",
            equalTo("#/components/schemas/inventory.View"))
        .body("components.securitySchemes.bearer.scheme", equalTo("bearer"))
        .body("components.securitySchemes.SecurityScheme", nullValue());
    try (var risk = Echo.risk()) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> given().get("/v1/openapi.json").then().body("x-aims-missing", nullValue()));
    }
  }

  @Test
  void theEventsAreDescribedWhenTheContractsAre() {
    var published = DocumentTest.class.getResource("/asyncapi.json") != null;
    given().get("/v1/asyncapi.json").then().statusCode(published ? 200 : 404);
  }
}
