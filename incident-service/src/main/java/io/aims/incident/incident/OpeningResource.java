package io.aims.incident.incident;

import static io.aims.platform.identity.Role.CONCERN_HANDLER;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import java.time.Instant;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import io.aims.incident.counting.Origin;
import io.aims.incident.counting.ReportedBy;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Answers;
import io.aims.platform.web.Idempotent;
import io.smallrye.mutiny.Uni;

/** {@code POST /v1/incidents}: what a customer, an authority or anybody else has told, and no monitor has. */
@Path("/v1/incidents")
class OpeningResource {
  @Inject
  CurrentCaller current;
  @Inject
  OpeningByReport opening;

  /**
   * @param severity as it seems; triage and assessment judge it
   * @param startedAt since when it goes wrong
   * @param reportedAt when the organisation was told, from where on times are counted; now, if not said
   */
  record OpenIncident(@NotNull UUID systemId, @NotNull Kind kind, @NotNull Severity severity,
      @NotNull Instant startedAt, @Nullable Instant reportedAt, @NotNull ReportedBy reportedBy,
      @NotBlank @Size(max = 200) String title,
      @Nullable @Pattern(regexp = "(?s).*\\S.*") @Size(max = 20000) String summary,
      @NotBlank @Size(max = 4000) String reason) {
    IncidentReport report() {
      if (reportedBy == ReportedBy.MONITORING_ROUND) {
        throw new Refusal.Invalid("reportedBy",
            "what a round has found is opened there: /v1/monitoring-plans/{plan}/rounds/{id}/incident-opening");
      }
      return new IncidentReport(systemId, kind, severity, startedAt, reportedAt,
          new Origin.Told(reportedBy, null, title, summary));
    }
  }

  /**
   * The wait for the system comes before the transaction that {@link Idempotent} opens, so that no connection waits along.
   */
  @POST
  @Operation(summary = "Opens an incident that somebody has told of, and no monitor has", description = "It waits in TRIAGE like any other, takes the signals of its system and kind that wait and fire, and those that come later. It is a recurrence of one that was closed not long ago and before startedAt. 409 when one of this system and kind is open, with its reference and where to add to it.")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, CONCERN_HANDLER})
  public Uni<Response> open(@Valid @NotNull OpenIncident request) {
    return opening.awaitSystem(current.get().person(), request.systemId()).chain(() -> openOnce(request));
  }

  @Idempotent
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, CONCERN_HANDLER})
  Uni<Response> openOnce(OpenIncident request) {
    return opening.open(current.get().person(), request.report(), request.reason())
        .map(view -> Answers.created("/incidents/" + view.id(), view, view.version()));
  }
}
