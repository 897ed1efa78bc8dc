package io.aims.incident.source;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.PLATFORM_ENGINEER;

import java.net.URI;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import io.aims.incident.source.HookSourceResource.SourceStep;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/**
 * {@code /v1/hook-sources/{id}/credentials}: what a sender shows; two can be live at once, so that it can be changed
 * without a gap.
 *
 * <p>Issuing takes no {@code Idempotency-Key}, since the answer would have to be kept with its secret: who loses it
 * retires the credential and has another one made.
 */
@Path("/v1/hook-sources/{source}/credentials")
class CredentialResource {
  @Inject
  CurrentCaller current;
  @Inject
  CredentialService service;

  @POST
  @RolesAllowed({GOVERNANCE_OFFICER, PLATFORM_ENGINEER})
  public Uni<Response> issue(String source, @Valid @NotNull IssueCredential request) {
    var never = new CacheControl();
    never.setNoStore(true);
    return service.issue(current.get().person(), Refusal.id(source, HookSourceResource.WHAT), request)
        .map(issued -> Response
            .created(URI.create("/v1/hook-sources/" + source + "/credentials/" + issued.id()))
            .cacheControl(never)
            .entity(issued)
            .build());
  }

  @GET
  @RolesAllowed({GOVERNANCE_OFFICER, PLATFORM_ENGINEER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> list(String source, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.list(current.get(), Refusal.id(source, HookSourceResource.WHAT), page)
        .map(found -> found.answer(here));
  }

  @POST
  @Path("/{id}/retirement")
  @RolesAllowed({GOVERNANCE_OFFICER, PLATFORM_ENGINEER})
  public Uni<Response> retire(String source, String id, @Valid @NotNull SourceStep request) {
    return service
        .retire(current.get().person(), Refusal.id(source, HookSourceResource.WHAT),
            Refusal.id(id, HookCredentials.WHAT), request.reason())
        .map(retired -> Response.ok(retired).build());
  }
}
