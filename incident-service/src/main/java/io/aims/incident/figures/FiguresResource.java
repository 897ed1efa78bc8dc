package io.aims.incident.figures;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.PLATFORM_ENGINEER;
import static io.aims.platform.identity.Role.RISK_OWNER;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import io.aims.incident.figures.FiguresQuery.Scope;
import io.aims.incident.signal.Kind;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.web.PageRequest;
import io.aims.platform.web.UtcTime;
import io.smallrye.mutiny.Uni;

/** {@code /v1/incidents/figures} and {@code …/systems}: how many incidents were detected in a time, how long people took, what came back. */
@Path("/v1/incidents/figures")
class FiguresResource {
  @Inject
  CurrentCaller current;
  @Inject
  Transactions transactions;
  @Inject
  FiguresQuery figures;

  record IncidentFigures(Instant from, Instant to, Figures total, List<Figures> byKind) {
    static IncidentFigures of(Scope scope, List<Figures> found) {
      return new IncidentFigures(scope.from(), scope.to(), found.getFirst(), found.subList(1, found.size()));
    }
  }

  @GET
  @Operation(summary = "Counts, time to acknowledge and to resolve, recurrences and relapses of the incidents detected in a time, in all and by kind", description = "Times are seconds from detection (mean, median and 90th percentile), as the timelines tell them after corrections; dismissed and merged incidents are left out. 'from' counts, 'to' does not.")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, PLATFORM_ENGINEER, INTERNAL_AUDITOR,
      EXTERNAL_AUDITOR})
  public Uni<IncidentFigures> read(@QueryParam("from") @NotNull @Nullable String from,
      @QueryParam("to") @NotNull @Nullable String to, @QueryParam("kind") @Nullable Kind kind,
      @QueryParam("systemId") @Nullable UUID systemId) {
    var tenant = current.get().tenant();
    var scope = new Scope(UtcTime.of("from", from), UtcTime.of("to", to), kind, systemId);
    return transactions.in(tenant, () -> figures.of(tenant, scope)).map(found -> IncidentFigures.of(scope, found));
  }

  @GET
  @Path("/systems")
  @Operation(summary = "The same figures system by system, in order of their ids", description = "Systems of which no incident was detected in the time are left out.")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, PLATFORM_ENGINEER, INTERNAL_AUDITOR,
      EXTERNAL_AUDITOR})
  public Uni<Response> readBySystem(@BeanParam @Valid PageRequest page,
      @QueryParam("from") @NotNull @Nullable String from,
      @QueryParam("to") @NotNull @Nullable String to, @QueryParam("kind") @Nullable Kind kind, @Context UriInfo here) {
    var tenant = current.get().tenant();
    var scope = new Scope(UtcTime.of("from", from), UtcTime.of("to", to), kind, null);
    return transactions.in(tenant, () -> figures.bySystem(tenant, scope, page)).map(found -> found.answer(here));
  }
}
