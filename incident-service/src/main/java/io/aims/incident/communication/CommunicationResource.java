package io.aims.incident.communication;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import java.time.Instant;
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
import io.aims.platform.web.Idempotent;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** {@code /v1/incidents/{id}/communications}: who was told what of an incident, and who still has to be. */
@Path("/v1/incidents/{incident}/communications")
class CommunicationResource {
  static final String WHAT = "communication";
  @Inject
  CurrentCaller current;
  @Inject
  CommunicationService service;

  record Plan(@Valid @NotNull Recipient recipient, @NotNull Instant dueAt,
      @Nullable @Size(max = 4000) String reason) {}

  record Tell(@NotNull Instant toldAt, Told.@NotNull Channel channel, @NotBlank @Size(max = 20000) String content,
      @NotBlank @Size(max = 4000) String reason) {}

  record Cancel(@NotBlank @Size(max = 4000) String reason) {}

  @POST
  @Idempotent
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> plan(String incident, @Valid @NotNull Plan request) {
    return service
        .plan(current.get().person(), incident(incident), request.recipient(), request.dueAt(), request.reason())
        .map(CommunicationResource::created);
  }

  @GET
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> list(String incident, @BeanParam @Valid PageRequest page,
      @QueryParam("state") @Nullable CommunicationState state, @Context UriInfo here) {
    return service.list(current.get(), incident(incident), state, page).map(found -> found.answer(here));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> read(String incident, String id) {
    return service.read(current.get(), incident(incident), id(id)).map(CommunicationResource::ok);
  }

  @GET
  @Path("/{id}/history")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> history(String incident, String id, @BeanParam @Valid PageRequest page,
      @Context UriInfo here) {
    return service.history(current.get(), incident(incident), id(id), page).map(found -> found.answer(here));
  }

  @POST
  @Path("/{id}/telling")
  @Idempotent
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> tell(String incident, String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull Tell request) {
    return service.tell(current.get().person(), incident(incident), id(id), condition, request)
        .map(CommunicationResource::ok);
  }

  /** What was said instead; it is a communication of its own. */
  @POST
  @Path("/{id}/correction")
  @Idempotent
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> correct(String incident, String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull Tell request) {
    return service.correct(current.get().person(), incident(incident), id(id), condition, request)
        .map(CommunicationResource::created);
  }

  @POST
  @Path("/{id}/cancellation")
  @Idempotent
  @RolesAllowed(GOVERNANCE_OFFICER)
  public Uni<Response> cancel(String incident, String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull Cancel request) {
    return service.cancel(current.get().person(), incident(incident), id(id), condition, request.reason())
        .map(CommunicationResource::ok);
  }

  private static UUID incident(String text) {
    return Refusal.id(text, "incident");
  }

  private static UUID id(String text) {
    return Refusal.id(text, WHAT);
  }

  private static Response created(CommunicationView view) {
    return Answers.created("/incidents/" + view.incidentId() + "/communications/" + view.id(), view, view.version());
  }

  private static Response ok(CommunicationView view) {
    return Answers.ok(view, view.version());
  }
}
