package io.aims.incident.incident;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.PLATFORM_ENGINEER;
import static io.aims.platform.identity.Role.RISK_OWNER;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;

import io.aims.incident.counting.CountedSignals;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** {@code /v1/incidents/{id}/signals}: everything that an incident counts, of which its view shows the latest hundred. */
@Path("/v1/incidents/{id}/signals")
class CountedSignalResource {
  @Inject
  CurrentCaller current;
  @Inject
  Transactions transactions;
  @Inject
  Incidents incidents;
  @Inject
  CountedSignals signals;

  @GET
  @Operation(summary = "The signals that an incident counts, the one that was first seen last first", description = "Their ids are those that a split takes.")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, PLATFORM_ENGINEER, INTERNAL_AUDITOR,
      EXTERNAL_AUDITOR})
  public Uni<Response> list(String id, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    var incident = Refusal.id(id, IncidentResource.WHAT);
    return transactions.in(current.get().tenant(),
        () -> incidents.get(incident).chain(found -> signals.list(incident, page))).map(found -> found.answer(here));
  }
}
