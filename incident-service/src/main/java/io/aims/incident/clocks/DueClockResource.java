package io.aims.incident.clocks;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.RISK_OWNER;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import java.util.UUID;

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

/** {@code /v1/regulatory-clocks}: what there is to report, over all incidents; what to do with a clock is below its own. */
@Path("/v1/regulatory-clocks")
class DueClockResource {
  @Inject
  CurrentCaller current;
  @Inject
  ClockService service;

  @GET
  @Operation(summary = "The clocks of all incidents, first due first", description = "state=RUNNING&overdue=true are the reports that are late now; overdue alone are those that were late as well.")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> list(@BeanParam @Valid PageRequest page, @QueryParam("state") @Nullable ClockState state,
      @QueryParam("dueBefore") @Nullable String dueBefore, @QueryParam("systemId") @Nullable UUID systemId,
      @QueryParam("overdue") @Nullable Boolean overdue, @Context UriInfo here) {
    var before = dueBefore == null ? null : UtcTime.of("dueBefore", dueBefore);
    return service.due(current.get(), new RegulatoryClocks.Filter(state, before, systemId, overdue), page)
        .map(found -> found.answer(here));
  }
}
