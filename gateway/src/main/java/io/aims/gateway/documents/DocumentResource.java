package io.aims.gateway.documents;

import java.io.IOException;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;

import com.fasterxml.jackson.databind.JsonNode;

import io.smallrye.mutiny.Uni;

/** {@code /v1/openapi.json} and {@code /v1/asyncapi.json}: open to everybody, since they say what anybody can read in the source. */
@Path("/v1")
@PermitAll
class DocumentResource {
  private static final String ASYNC_API = "/asyncapi.json";

  @Inject
  ApiDescription description;

  @GET
  @Path("/openapi.json")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "This API, all services in one document")
  public Uni<JsonNode> openApi() {
    return Uni.createFrom().completionStage(description.document().toCompletionStage());
  }

  @GET
  @Path("/asyncapi.json")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "The events that the services emit")
  public byte[] asyncApi() throws IOException {
    try (var published = DocumentResource.class.getResourceAsStream(ASYNC_API)) {
      if (published == null) {
        throw new NotFoundException();
      }
      return published.readAllBytes();
    }
  }
}
