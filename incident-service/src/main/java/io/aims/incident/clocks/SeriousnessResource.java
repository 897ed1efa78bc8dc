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
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jspecify.annotations.Nullable;

import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Answers;
import io.aims.platform.web.Idempotent;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/**
 * {@code /v1/incidents/{id}/seriousness}: the decision that stands. Its ETag is its number; the next decision names it
 * in {@code If-Match}, the first one names none.
 */
@Path("/v1/incidents/{incident}/seriousness")
class SeriousnessResource {
  static final String WHAT = "seriousness decision";
  @Inject
  CurrentCaller current;
  @Inject
  SeriousnessService service;

  @POST
  @Idempotent
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> decide(String incident, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull DecideSeriousness request) {
    return service.decide(current.get().person(), id(incident), condition, request.facts(), request.reason())
        .map(view -> Answers.created("/incidents/" + view.incidentId() + "/seriousness", view, view.number()));
  }

  @GET
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> read(String incident) {
    return service.read(current.get(), id(incident)).map(view -> Answers.ok(view, view.number()));
  }

  @GET
  @Path("/decisions")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> list(String incident, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.list(current.get(), id(incident), page).map(found -> found.answer(here));
  }

  private static UUID id(String incident) {
    return Refusal.id(incident, "incident");
  }
}
