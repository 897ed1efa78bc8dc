package io.aims.incident.source;

import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.PLATFORM_ENGINEER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** {@code /v1/hook-sources/{id}/errors}: the last deliveries that were turned away, at most 200, for who sets it up. */
@Path("/v1/hook-sources/{source}/errors")
class HookErrorResource {
  @Inject
  CurrentCaller current;
  @Inject
  Transactions transactions;
  @Inject
  HookSources sources;
  @Inject
  HookErrors errors;

  @GET
  @RolesAllowed({GOVERNANCE_OFFICER, PLATFORM_ENGINEER, INCIDENT_RESPONDER, INTERNAL_AUDITOR})
  public Uni<Response> list(String source, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    var id = Refusal.id(source, HookSourceResource.WHAT);
    return transactions.in(current.get().tenant(), () -> sources.get(id).chain(found -> errors.list(id, page)))
        .map(found -> found.answer(here));
  }
}
