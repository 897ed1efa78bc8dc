package io.aims.platform.rebuild;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;

import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.identity.Role;
import io.smallrye.mutiny.Uni;

/** {@code /v1/feeds/{feed}/rebuild}: makes the read model of a feed anew, for the caller's organisation. */
@Path("/v1/feeds/{feed}/rebuild")
class RebuildResource {
  @Inject
  CurrentCaller current;
  @Inject
  Rebuilds rebuilds;

  record BeginRebuild(@NotBlank @Size(max = 4000) String reason) {}

  @POST
  @RolesAllowed(Role.PLATFORM_ENGINEER)
  @Operation(summary = "Makes the read model of a feed anew from the events of their owner", description = "The service goes on serving: each aggregate shows its old rows until all of its events have come again. A rebuild that is running is superseded: what has come again counts for the new one. 404 for a feed without a read model of its own.")
  public Uni<Response> begin(String feed, @Valid @NotNull BeginRebuild request) {
    return rebuilds.begin(feed, request.reason());
  }

  @GET
  @RolesAllowed({Role.PLATFORM_ENGINEER, Role.GOVERNANCE_OFFICER})
  @Operation(summary = "How far the last rebuild of a feed is, and which aggregates are stuck")
  public Uni<RebuildView> read(String feed) {
    return rebuilds.last(current.get().tenant(), feed);
  }
}
