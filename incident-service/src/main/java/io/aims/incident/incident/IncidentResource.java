package io.aims.incident.incident;

import static io.aims.platform.identity.Role.CONCERN_HANDLER;
import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.PLATFORM_ENGINEER;
import static io.aims.platform.identity.Role.RISK_OWNER;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

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

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import io.aims.incident.containment.Containment;
import io.aims.incident.containment.Measure;
import io.aims.incident.link.LinkedTo;
import io.aims.incident.link.Target;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Answers;
import io.aims.platform.web.Idempotent;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/**
 * {@code /v1/incidents}: what goes wrong. Machines open incidents through hooks, people by what they are told; everything
 * after that is for people.
 */
@Path("/v1/incidents")
class IncidentResource {
  static final String WHAT = "incident";
  @Inject
  CurrentCaller current;
  @Inject
  IncidentService service;

  record Triage(@NotNull Severity severity, @NotNull UUID commanderId, @NotBlank @Size(max = 4000) String reason) {}

  /**
   * @param altersSystem whether the system is no longer what it was when it did harm; has to be said of OTHER, and follows
   *   from all others
   * @param occurredAt when it was done, if not just now
   * @param evidencePreserved whether the system as it was has been secured; has to be before an evidence hold lets it
   *   be altered
   */
  record Contain(@NotNull Containment containment, @Nullable Boolean altersSystem, @Nullable Instant occurredAt,
      @Nullable Boolean evidencePreserved, @NotBlank @Size(max = 4000) String reason) {
    Measure measure() {
      return Measure.of(containment, altersSystem, Boolean.TRUE.equals(evidencePreserved));
    }
  }

  record Resolve(@Nullable Instant occurredAt, @NotBlank @Size(max = 4000) String reason) {}

  record AssignRole(@NotNull ResponseRole role, @NotNull UUID personId, @NotBlank @Size(max = 4000) String reason) {}

  record IncidentStep(@NotBlank @Size(max = 4000) String reason) {}

  @GET
  @Operation(summary = "Incidents, newest first", description = "linkedTo and target together: those that have to do with a risk (its id), a control (its id in Annex A) or a supplier (its name).")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, PLATFORM_ENGINEER, INTERNAL_AUDITOR,
      EXTERNAL_AUDITOR})
  public Uni<Response> list(@BeanParam @Valid PageRequest page, @QueryParam("state") @Nullable IncidentState state,
      @QueryParam("systemId") @Nullable UUID systemId, @QueryParam("kind") @Nullable Kind kind,
      @QueryParam("severity") @Nullable Severity severity, @QueryParam("commanderId") @Nullable UUID commanderId,
      @QueryParam("open") @Nullable Boolean open, @QueryParam("linkedTo") @Nullable LinkedTo linkedTo,
      @QueryParam("target") @Nullable @Size(max = 200) String target, @Context UriInfo here) {
    return service
        .list(current.get(),
            new Incidents.Filter(state, systemId, kind, severity, commanderId, open, linked(linkedTo, target)), page)
        .map(found -> found.answer(here));
  }

  private static @Nullable Target linked(@Nullable LinkedTo to, @Nullable String target) {
    if (to == null && target == null) {
      return null;
    }
    if (to == null || target == null || target.isBlank()) {
      throw new Refusal.Malformed("linkedTo and target go together.");
    }
    return Target.of(to, target);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "An incident with what can be done next, its signals, times, containments, assessment, review and links")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, PLATFORM_ENGINEER, INTERNAL_AUDITOR,
      EXTERNAL_AUDITOR, CONCERN_HANDLER})
  public Uni<Response> read(String id) {
    return service.read(current.get(), Refusal.id(id, WHAT)).map(IncidentResource::ok);
  }

  @GET
  @Path("/{id}/history")
  @Operation(summary = "Every change of an incident: who, when, why")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> history(String id, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.history(current.get(), Refusal.id(id, WHAT), page).map(found -> found.answer(here));
  }

  @POST
  @Path("/{id}/acknowledgement")
  @Idempotent
  @Operation(summary = "Somebody takes care of it: its escalation ends")
  @RolesAllowed(INCIDENT_RESPONDER)
  public Uni<Response> acknowledge(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull IncidentStep request) {
    return decide(id, condition, request.reason(), Incident::acknowledge);
  }

  @POST
  @Path("/{id}/triage")
  @Idempotent
  @Operation(summary = "Somebody has looked at it: its severity, and who commands the response")
  @RolesAllowed(INCIDENT_RESPONDER)
  public Uni<Response> triage(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull Triage request) {
    return decide(id, condition, request.reason(),
        incident -> incident.triage(request.severity(), request.commanderId()));
  }

  @POST
  @Path("/{id}/roles")
  @Idempotent
  @Operation(summary = "Gives the role of commander, liaison or scribe to a person; whoever had it hands over")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> assign(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull AssignRole request) {
    return decide(id, condition, request.reason(), incident -> incident.assign(request.role(), request.personId()));
  }

  @POST
  @Path("/{id}/containment")
  @Idempotent
  @Operation(summary = "The harm is stopped, or more is done against it", description = "Each is kept with its author, reason and time; the first one contains the incident, further ones, until it is closed, leave it where it stands. ENDED_BY_ITSELF says that nobody did anything, and is only for what is not contained yet. Under an evidence hold the system may be altered only with evidencePreserved: 409 else (AI Act Art. 73(6)). ROLLBACK and FEATURE_DISABLED alter it; of OTHER the person says so by altersSystem (422 without).")
  @RolesAllowed(INCIDENT_RESPONDER)
  public Uni<Response> contain(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull Contain request) {
    return service.contain(request(id, condition, request.reason()), request.measure(), request.occurredAt())
        .map(IncidentResource::ok);
  }

  @POST
  @Path("/{id}/resolution")
  @Idempotent
  @Operation(summary = "It works again")
  @RolesAllowed(INCIDENT_RESPONDER)
  public Uni<Response> resolve(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull Resolve request) {
    return service.resolve(request(id, condition, request.reason()), request.occurredAt()).map(IncidentResource::ok);
  }

  @POST
  @Path("/{id}/evidence-hold")
  @Idempotent
  @Operation(summary = "The system's evidence is kept for authorities", description = "Happens by itself when a clock starts whose rule asks for it.")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> holdEvidence(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull IncidentStep request) {
    return decide(id, condition, request.reason(), Incident::holdEvidence);
  }

  /** Evidence is kept for the authorities; who handles the incident does not decide that they need it no more. */
  @POST
  @Path("/{id}/evidence-release")
  @Idempotent
  @Operation(summary = "The evidence is needed no more", description = "409 while an authority has still to be informed.")
  @RolesAllowed(GOVERNANCE_OFFICER)
  public Uni<Response> releaseEvidence(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull IncidentStep request) {
    return service.releaseEvidence(request(id, condition, request.reason())).map(IncidentResource::ok);
  }

  @POST
  @Path("/{id}/closing")
  @Idempotent
  @Operation(summary = "All that came of it is done", description = "409 before that, and says what is missing: each corrective action effective (if it was re-opened, those of this life, and those that this life's review proposed, wherever they were accepted), a lesson, no open task, no regulatory clock that runs or is paused, nothing that an incomplete report has left out and no clock has asked for, no report to an authority that is neither handed in nor withdrawn, no communication that is planned and neither told nor cancelled. What was merged into it counts as well.")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> close(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull IncidentStep request) {
    return service.close(request(id, condition, request.reason())).map(IncidentResource::ok);
  }

  @POST
  @Path("/{id}/dismissal")
  @Idempotent
  @Operation(summary = "It was none", description = "409 while something is left to do or to tell, of it or of what was merged into it: an open task, a regulatory clock, a report that is neither handed in nor withdrawn, a planned communication. A decision that it is not serious ends the clocks of the law; of all else a person says why not.")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> dismiss(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull IncidentStep request) {
    return service.dismiss(request(id, condition, request.reason())).map(IncidentResource::ok);
  }

  private Uni<Response> decide(String id, @Nullable IfMatch condition, String reason,
      Function<Incident, IncidentEvent> decision) {
    return service.decide(request(id, condition, reason), decision).map(IncidentResource::ok);
  }

  private Request request(String id, @Nullable IfMatch condition, String reason) {
    return new Request(current.get().person(), Refusal.id(id, WHAT), condition, reason);
  }

  static Response ok(IncidentView view) {
    return Answers.ok(view, view.version());
  }
}
