package io.aims.incident.incident;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.PLATFORM_ENGINEER;
import static io.aims.platform.identity.Role.RISK_OWNER;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import java.time.DateTimeException;
import java.time.Instant;

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

import org.jspecify.annotations.Nullable;

import io.aims.incident.incident.IncidentFigures.By;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/**
 * {@code /v1/incidents/metrics?from=&to=&by=kind|system}: how many incidents were detected in that time, how long
 * people took, and how many came back.
 */
@Path("/v1/incidents/metrics")
class MetricsResource {
  @Inject
  CurrentCaller current;
  @Inject
  Transactions transactions;
  @Inject
  IncidentFigures figures;

  @GET
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, PLATFORM_ENGINEER, INTERNAL_AUDITOR,
      EXTERNAL_AUDITOR})
  public Uni<Response> read(@BeanParam @Valid PageRequest page, @QueryParam("from") @NotNull @Nullable String from,
      @QueryParam("to") @NotNull @Nullable String to, @QueryParam("by") @NotNull @Nullable String by,
      @Context UriInfo here) {
    var tenant = current.get().tenant();
    var period = new IncidentFigures.Period(time(from, "from"), time(to, "to"));
    var grouping = by(by);
    return transactions.in(tenant, () -> figures.of(tenant, period, grouping, page)).map(found -> found.answer(here));
  }

  private static By by(String word) {
    return switch (word) {
      case "kind" -> By.KIND;
      case "system" -> By.SYSTEM;
      default -> throw new Refusal.Malformed("'by' takes kind or system.");
    };
  }

  private static Instant time(String text, String parameter) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new Refusal.Malformed("'" + parameter + "' takes a UTC time such as 2026-11-01T00:00:00Z.");
    }
  }
}
