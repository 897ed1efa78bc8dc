package io.aims.incident.ownrule;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jspecify.annotations.Nullable;

import io.aims.incident.duty.ClockRule;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Answers;
import io.aims.platform.web.Idempotent;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** {@code /v1/clock-rules}: what starts regulatory clocks, as published and as an organisation adds to it. */
@Path("/v1/clock-rules")
class ClockRuleResource {
  static final String WHAT = "clock rule";
  @Inject
  CurrentCaller current;
  @Inject
  ClockRuleService service;
  @Inject
  RuleBook book;

  record RetireClockRule(@NotBlank @Size(max = 4000) String reason) {}

  /** The pack that holds for everybody. */
  record Published(String version, List<ClockRule> rules) {}

  @POST
  @Idempotent
  @RolesAllowed(GOVERNANCE_OFFICER)
  public Uni<Response> adopt(@Valid @NotNull AdoptClockRule request) {
    return service.adopt(current.get().person(), request)
        .map(view -> Answers.created("/clock-rules/" + view.id(), view, view.version()));
  }

  @GET
  @RolesAllowed({GOVERNANCE_OFFICER, INCIDENT_RESPONDER, SYSTEM_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> list(@BeanParam @Valid PageRequest page,
      @QueryParam("state") OwnClockRule.@Nullable State state, @Context UriInfo here) {
    return service.list(current.get(), state, page).map(found -> found.answer(here));
  }

  @GET
  @Path("/published")
  @RolesAllowed({GOVERNANCE_OFFICER, INCIDENT_RESPONDER, SYSTEM_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Published published() {
    current.get();
    return new Published(book.published().version(), book.published().all());
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({GOVERNANCE_OFFICER, INCIDENT_RESPONDER, SYSTEM_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> read(String id) {
    return service.read(current.get(), Refusal.id(id, WHAT)).map(ClockRuleResource::ok);
  }

  @GET
  @Path("/{id}/history")
  @RolesAllowed({GOVERNANCE_OFFICER, INCIDENT_RESPONDER, SYSTEM_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> history(String id, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.history(current.get(), Refusal.id(id, WHAT), page).map(found -> found.answer(here));
  }

  @POST
  @Path("/{id}/retirement")
  @Idempotent
  @RolesAllowed(GOVERNANCE_OFFICER)
  public Uni<Response> retire(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull RetireClockRule request) {
    return service.retire(current.get().person(), Refusal.id(id, WHAT), condition, request.reason())
        .map(ClockRuleResource::ok);
  }

  private static Response ok(OwnClockRuleView view) {
    return Answers.ok(view, view.version());
  }
}
