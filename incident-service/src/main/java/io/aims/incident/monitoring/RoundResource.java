package io.aims.incident.monitoring;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.RISK_OWNER;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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

import io.aims.incident.counting.Origin;
import io.aims.incident.counting.ReportedBy;
import io.aims.incident.incident.IncidentReport;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Answers;
import io.aims.platform.web.Idempotent;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** {@code /v1/monitoring-plans/{id}/rounds}: what was asked when, and what was found. */
@Path("/v1/monitoring-plans/{plan}/rounds")
class RoundResource {
  static final String WHAT = "monitoring round";
  private static final String SAYS_SOMETHING = "(?s).*\\S.*";
  @Inject
  CurrentCaller current;
  @Inject
  RoundService service;

  /**
   * @param withoutIncident why there is none; ACTION_NEEDED asks for one of the two, unless the round has led to an
   *   incident before
   */
  record Complete(@NotNull @Size(max = 50) Map<String, @NotBlank @Size(max = 20000) String> answers,
      @NotNull @Size(max = 50) Map<String, @NotNull @Measure BigDecimal> values,
      Findings.@NotNull Conclusion conclusion, @NotBlank @Size(max = 20000) String summary,
      @Nullable UUID incidentId,
      @Nullable @Pattern(regexp = SAYS_SOMETHING) @Size(max = 4000) String withoutIncident) {}

  record LinkIncident(@NotNull UUID incidentId, @NotBlank @Size(max = 4000) String reason) {}

  /**
   * @param startedAt since when it goes wrong
   */
  record OpenFromRound(@NotNull Kind kind, @NotNull Severity severity, @NotNull Instant startedAt,
      @NotBlank @Size(max = 200) String title,
      @Nullable @Pattern(regexp = SAYS_SOMETHING) @Size(max = 20000) String summary,
      @NotBlank @Size(max = 4000) String reason) {
    IncidentReport report(UUID systemId, UUID roundId) {
      return new IncidentReport(systemId, kind, severity, startedAt, null,
          new Origin.Told(ReportedBy.MONITORING_ROUND, roundId, title, summary));
    }
  }

  @GET
  @RolesAllowed({SYSTEM_OWNER, INCIDENT_RESPONDER, GOVERNANCE_OFFICER, RISK_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> list(String plan, @BeanParam @Valid PageRequest page,
      @QueryParam("state") MonitoringRound.@Nullable State state, @Context UriInfo here) {
    return service.list(current.get(), plan(plan), state, page).map(found -> found.answer(here));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({SYSTEM_OWNER, INCIDENT_RESPONDER, GOVERNANCE_OFFICER, RISK_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> read(String plan, String id) {
    return service.read(current.get(), plan(plan), id(id)).map(RoundResource::ok);
  }

  @GET
  @Path("/{id}/history")
  @RolesAllowed({SYSTEM_OWNER, INCIDENT_RESPONDER, GOVERNANCE_OFFICER, RISK_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> history(String plan, String id, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.history(current.get(), plan(plan), id(id), page).map(found -> found.answer(here));
  }

  @POST
  @Path("/{id}/findings")
  @Idempotent
  @RolesAllowed({SYSTEM_OWNER, INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> complete(String plan, String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull Complete request) {
    return service.complete(current.get().person(), plan(plan), id(id), condition, request).map(RoundResource::ok);
  }

  /** Names the incident that was opened because of the findings. */
  @POST
  @Path("/{id}/incident")
  @Idempotent
  @RolesAllowed({SYSTEM_OWNER, INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> link(String plan, String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull LinkIncident request) {
    return service.link(current.get().person(), plan(plan), id(id), condition, request.incidentId(), request.reason())
        .map(RoundResource::ok);
  }

  @POST
  @Path("/{id}/incident-opening")
  @Idempotent
  @Operation(summary = "Opens the incident of what a round has found, and names it", description = "Of the round's system, also before its questions are answered. 409 when an incident of this system and kind is open, with its reference: name that one.")
  @RolesAllowed({SYSTEM_OWNER, INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> openIncident(String plan, String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull OpenFromRound request) {
    return service.openIncident(current.get().person(), plan(plan), id(id), condition, request).map(RoundResource::ok);
  }

  private static UUID plan(String text) {
    return Refusal.id(text, PlanResource.WHAT);
  }

  private static UUID id(String text) {
    return Refusal.id(text, WHAT);
  }

  private static Response ok(RoundView view) {
    return Answers.ok(view, view.version());
  }
}
