package io.aims.incident.communication;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.web.PageRequest;
import io.aims.platform.web.UtcTime;
import io.smallrye.mutiny.Uni;

/** {@code /v1/communications}: whom there is to tell, over all incidents; what to do about it is below its own. */
@Path("/v1/communications")
class DueCommunicationResource {
  @Inject
  CurrentCaller current;
  @Inject
  CommunicationService service;

  @GET
  @Operation(summary = "The communications of all incidents, first due first", description = "state=PLANNED&dueBefore= with the present time are those who should have been told. Corrections, which are told at once, are due at no time and only in the list of their incident.")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> list(@BeanParam @Valid PageRequest page,
      @QueryParam("state") @Nullable CommunicationState state, @QueryParam("dueBefore") @Nullable String dueBefore,
      @Context UriInfo here) {
    var before = dueBefore == null ? null : UtcTime.of("dueBefore", dueBefore);
    return service.due(current.get(), state, before, page).map(found -> found.answer(here));
  }
}
