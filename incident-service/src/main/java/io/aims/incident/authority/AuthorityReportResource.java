package io.aims.incident.authority;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.incident.duty.ReportKind;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Answers;
import io.aims.platform.web.Idempotent;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.MergePatch;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/**
 * {@code /v1/incidents/{id}/authority-reports}: what authorities are told of an incident, as data, as a page and as a PDF.
 */
@Path("/v1/incidents/{incident}/authority-reports")
class AuthorityReportResource {
  static final String WHAT = "authority report";
  private static final String NO_SCRIPTS = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none';"
      + " form-action 'none'; frame-ancestors 'none'";
  @Inject
  CurrentCaller current;
  @Inject
  AuthorityReportService service;
  @Inject
  ReportReading reading;
  @Inject
  MergePatch patches;

  record BeginReport(@NotNull UUID clockId, @NotNull ReportKind kind,
      @Nullable @Size(max = 50) Map<@Size(max = 100) String, @NotNull @Size(max = 20000) String> texts,
      @Nullable @Size(max = 4000) String reason) {}

  record ApproveReport(@NotNull Integer revision, @NotBlank @Size(max = 4000) String reason) {}

  record Submit(@NotNull Instant submittedAt, Submission.@NotNull Channel channel,
      @NotBlank @Size(max = 200) String receipt, @NotBlank @Size(max = 4000) String reason) {}

  record WithdrawReport(@NotBlank @Size(max = 4000) String reason) {}

  @POST
  @Idempotent
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> begin(String incident, @Valid @NotNull BeginReport request) {
    return service
        .begin(current.get().person(), incident(incident), request.clockId(), request.kind(),
            request.texts() == null ? Map.of() : request.texts(), request.reason())
        .map(view -> Answers.created("/incidents/" + view.incidentId() + "/authority-reports/" + view.id(), view,
            view.version()));
  }

  @GET
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> list(String incident, @BeanParam @Valid PageRequest page,
      @QueryParam("state") @Nullable ReportState state, @QueryParam("kind") @Nullable ReportKind kind,
      @Context UriInfo here) {
    return reading.list(current.get(), incident(incident), state, kind, page).map(found -> found.answer(here));
  }

  @GET
  @Path("/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> read(String incident, String id) {
    return reading.read(current.get(), incident(incident), id(id)).map(AuthorityReportResource::ok);
  }

  /** The same to read, print and hand in. */
  @GET
  @Path("/{id}")
  @Produces("text/html;charset=UTF-8;qs=0.5")
  @Operation(operationId = "AuthorityReportResource_read", summary = "A report; as a page or a PDF to hand in, too")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> page(String incident, String id) {
    return reading.read(current.get(), incident(incident), id(id))
        .map(view -> Response.ok(ReportPage.of(view)).header("Content-Security-Policy", NO_SCRIPTS).build());
  }

  /** The same as a PDF; a version has always the same bytes. */
  @GET
  @Path("/{id}")
  @Produces("application/pdf;qs=0.4")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> pdf(String incident, String id) {
    return reading.pdf(current.get(), incident(incident), id(id))
        .map(bytes -> Response.ok(bytes).header("Content-Disposition", "attachment; filename=\"report.pdf\"").build());
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  @RequestBodySchema(ReportTexts.class)
  public Uni<Response> revise(String incident, String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @NotNull JsonNode patch) {
    var reason = MergePatch.take(patch, "reason");
    return service.revise(current.get().person(), incident(incident), id(id), condition,
        texts -> patches.apply(texts, patch, ReportTexts.class), reason).map(AuthorityReportResource::ok);
  }

  @GET
  @Path("/{id}/revisions")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> revisions(String incident, String id, @BeanParam @Valid PageRequest page,
      @Context UriInfo here) {
    return reading.revisions(current.get(), incident(incident), id(id), page).map(found -> found.answer(here));
  }

  @GET
  @Path("/{id}/revisions/{number}")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<ReportView.Revision> revision(String incident, String id, String number) {
    return reading.revision(current.get(), incident(incident), id(id), number(number));
  }

  @GET
  @Path("/{id}/history")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> history(String incident, String id, @BeanParam @Valid PageRequest page,
      @Context UriInfo here) {
    return reading.history(current.get(), incident(incident), id(id), page).map(found -> found.answer(here));
  }

  @POST
  @Path("/{id}/approval")
  @Idempotent
  @RolesAllowed(GOVERNANCE_OFFICER)
  public Uni<Response> approve(String incident, String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull ApproveReport request) {
    return service
        .approve(current.get().person(), incident(incident), id(id), condition, request.revision(), request.reason())
        .map(AuthorityReportResource::ok);
  }

  @POST
  @Path("/{id}/submission")
  @Idempotent
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> submit(String incident, String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull Submit request) {
    return service.submit(current.get().person(), incident(incident), id(id), condition, request)
        .map(AuthorityReportResource::ok);
  }

  @POST
  @Path("/{id}/withdrawal")
  @Idempotent
  @Operation(summary = "It is not to be handed in any more", description = "What it says stays, and its clock goes on: who has to be told is told by another report, or a person stops the clock. 409 once it was handed in.")
  @RolesAllowed(GOVERNANCE_OFFICER)
  public Uni<Response> withdraw(String incident, String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull WithdrawReport request) {
    return service.withdraw(current.get().person(), incident(incident), id(id), condition, request.reason())
        .map(AuthorityReportResource::ok);
  }

  private static UUID incident(String id) {
    return Refusal.id(id, "incident");
  }

  private static UUID id(String id) {
    return Refusal.id(id, WHAT);
  }

  private static int number(String text) {
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw new Refusal.NotFound("revision");
    }
    return Integer.parseInt(text);
  }

  private static Response ok(ReportView view) {
    return Answers.ok(view, view.version());
  }
}
