package io.aims.incident.concern;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;

/**
 * {@code /v1/organisations/{alias}/concerns}: raised without a name. It takes nothing from the request but the body: neither
 * token nor Idempotency-Key are looked at.
 */
@Path("/v1/organisations/{alias}/concerns")
class DoorResource {
  @Inject
  AnonymousService service;

  @POST
  @PermitAll
  public Uni<Response> raise(String alias, @Valid @NotNull RaiseConcern request) {
    return service.raise(alias, request).map(receipt -> Response.status(201).entity(receipt).build());
  }
}
