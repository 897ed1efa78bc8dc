package io.aims.incident.channel;

import static io.aims.platform.identity.Role.CONCERN_HANDLER;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;

import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jspecify.annotations.Nullable;

import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.web.Answers;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** {@code /v1/concern-channel}: who handles concerns, and whether they can be raised without a name. */
@Path("/v1/concern-channel")
class ChannelResource {
  static final String WHAT = "concern channel";
  @Inject
  CurrentCaller current;
  @Inject
  ChannelService service;

  record SetChannel(@NotNull Boolean anonymous, @NotNull @Size(min = 2, max = 20) List<@NotNull UUID> handlers,
      @NotNull @Size(min = 2, max = 20) List<@NotNull UUID> alternates,
      @NotNull @Size(min = 2, max = 20) List<@NotNull UUID> lastResort, @NotBlank @Size(max = 4000) String reason) {}

  @PUT
  @RolesAllowed(GOVERNANCE_OFFICER)
  public Uni<Response> set(@HeaderParam("If-Match") @Nullable IfMatch condition, @Valid @NotNull SetChannel request) {
    return service
        .set(current.get().person(), current.organisationAlias(), condition, request.anonymous(),
            new Members(request.handlers(), request.alternates(), request.lastResort()), request.reason())
        .map(ChannelResource::ok);
  }

  @GET
  @RolesAllowed({GOVERNANCE_OFFICER, CONCERN_HANDLER, INTERNAL_AUDITOR})
  public Uni<Response> read() {
    return service.read(current.get()).map(ChannelResource::ok);
  }

  @GET
  @Path("/history")
  @RolesAllowed({GOVERNANCE_OFFICER, CONCERN_HANDLER, INTERNAL_AUDITOR})
  public Uni<Response> history(@BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.history(current.get(), page).map(found -> found.answer(here));
  }

  private static Response ok(ChannelView view) {
    return Answers.ok(view, view.version());
  }
}
