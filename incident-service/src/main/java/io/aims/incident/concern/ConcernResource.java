package io.aims.incident.concern;

import static io.aims.platform.identity.Role.CONCERN_HANDLER;
import static io.aims.platform.identity.Role.EMPLOYEE;
import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.PLATFORM_ENGINEER;
import static io.aims.platform.identity.Role.RISK_OWNER;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import java.net.URI;
import java.time.LocalDate;
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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jspecify.annotations.Nullable;

import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Answers;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/**
 * {@code /v1/concerns}: raised by everybody with a name, handled by those whom the channel names. No request is
 * idempotent by key: keys keep who asked when, and answers that would be shown again to who may not see the concern any
 * more.
 */
@Path("/v1/concerns")
class ConcernResource {
  static final String WHAT = "concern";
  @Inject
  CurrentCaller current;
  @Inject
  ReporterService reporters;
  @Inject
  HandlingService handling;
  @Inject
  ConcernReading reading;

  record Acknowledge(@NotBlank @Size(max = 15000) String message) {}

  record AssessConcern(Assessment.@NotNull Priority priority, @NotBlank @Size(max = 15000) String finding) {}

  record Handle(@NotBlank @Size(max = 15000) String plan) {}

  record Close(@NotNull Outcome outcome, @NotBlank @Size(max = 4000) String reason,
      @NotBlank @Size(max = 15000) String feedback) {}

  record AnswerConcern(@NotBlank @Size(max = 15000) String text, @Nullable Boolean feedback) {}

  record LinkConcern(Links.@NotNull Kind kind, @NotNull UUID id, @Nullable @Size(max = 4000) String reason) {}

  record Exclude(@NotNull UUID personId, @NotBlank @Size(max = 4000) String reason) {}

  record LookAtRetaliation(Retaliation.@NotNull Status status, @NotBlank @Size(max = 15000) String note,
      @Nullable LocalDate followUpBy) {}

  @POST
  @RolesAllowed({EMPLOYEE, GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INCIDENT_RESPONDER, INTERNAL_AUDITOR,
      EXTERNAL_AUDITOR, PLATFORM_ENGINEER, CONCERN_HANDLER})
  public Uni<Response> raise(@Valid @NotNull RaiseConcern request) {
    return reporters.raise(current.get().person(), request)
        .map(raised -> Response.created(URI.create("/v1/concerns/mine/" + raised.id())).entity(raised).build());
  }

  @GET
  @RolesAllowed(CONCERN_HANDLER)
  public Uni<Response> list(@BeanParam @Valid PageRequest page, @QueryParam("state") @Nullable ConcernState state,
      @Context UriInfo here) {
    return reading.list(current.get().person(), state, page).map(found -> found.answer(here));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(CONCERN_HANDLER)
  public Uni<Response> read(String id) {
    return reading.read(current.get().person(), id(id)).map(ConcernResource::ok);
  }

  @GET
  @Path("/{id}/messages")
  @RolesAllowed(CONCERN_HANDLER)
  public Uni<Response> messages(String id, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return reading.messages(current.get().person(), id(id), page).map(found -> found.answer(here));
  }

  @GET
  @Path("/{id}/history")
  @RolesAllowed(CONCERN_HANDLER)
  public Uni<Response> history(String id, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return reading.history(current.get().person(), id(id), page).map(found -> found.answer(here));
  }

  /** Who has read this concern, and when. */
  @GET
  @Path("/{id}/reads")
  @RolesAllowed(CONCERN_HANDLER)
  public Uni<Response> reads(String id, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return reading.reads(current.get().person(), id(id), page).map(found -> found.answer(here));
  }

  @POST
  @Path("/{id}/acknowledgement")
  @RolesAllowed(CONCERN_HANDLER)
  public Uni<Response> acknowledge(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull Acknowledge request) {
    return handling.acknowledge(current.get().person(), id(id), condition, request.message()).map(ConcernResource::ok);
  }

  @POST
  @Path("/{id}/assessment")
  @RolesAllowed(CONCERN_HANDLER)
  public Uni<Response> assess(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull AssessConcern request) {
    return handling.assess(current.get().person(), id(id), condition, request).map(ConcernResource::ok);
  }

  @POST
  @Path("/{id}/handling")
  @RolesAllowed(CONCERN_HANDLER)
  public Uni<Response> handle(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull Handle request) {
    return handling.handle(current.get().person(), id(id), condition, request.plan()).map(ConcernResource::ok);
  }

  @POST
  @Path("/{id}/closure")
  @RolesAllowed(CONCERN_HANDLER)
  public Uni<Response> close(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull Close request) {
    return handling.close(current.get().person(), id(id), condition, request).map(ConcernResource::ok);
  }

  @POST
  @Path("/{id}/retaliation")
  @RolesAllowed(CONCERN_HANDLER)
  public Uni<Response> lookAtRetaliation(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull LookAtRetaliation request) {
    return handling.lookAtRetaliation(current.get().person(), id(id), condition, request).map(ConcernResource::ok);
  }

  @POST
  @Path("/{id}/messages")
  @RolesAllowed(CONCERN_HANDLER)
  public Uni<Response> answer(String id, @Valid @NotNull AnswerConcern request) {
    return handling.answer(current.get().person(), id(id), request).map(ConcernResource::ok);
  }

  @POST
  @Path("/{id}/links")
  @RolesAllowed(CONCERN_HANDLER)
  public Uni<Response> link(String id, @Valid @NotNull LinkConcern request) {
    return handling
        .link(current.get().person(), id(id), new Links.Link(request.kind(), request.id()), request.reason())
        .map(ConcernResource::ok);
  }

  /**
   * Keeps somebody with a conflict of interest away: oneself at once (204), somebody else when a second handler asks
   * too (202).
   */
  @POST
  @Path("/{id}/exclusions")
  @RolesAllowed(CONCERN_HANDLER)
  public Uni<Response> exclude(String id, @Valid @NotNull Exclude request) {
    return handling.exclude(current.get().person(), id(id), request.personId(), request.reason())
        .map(away -> Response.status(away ? 204 : 202).build());
  }

  /** Whom handlers keep away, or want to. */
  @GET
  @Path("/{id}/exclusions")
  @RolesAllowed(CONCERN_HANDLER)
  public Uni<Response> exclusions(String id, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return reading.exclusions(current.get().person(), id(id), page).map(found -> found.answer(here));
  }

  private static UUID id(String text) {
    return Refusal.id(text, WHAT);
  }

  private static Response ok(ConcernView view) {
    return Answers.ok(view, view.version());
  }
}
