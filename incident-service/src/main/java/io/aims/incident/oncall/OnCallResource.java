package io.aims.incident.oncall;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.PLATFORM_ENGINEER;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.system.KnownSystems;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.web.UtcTime;
import io.smallrye.mutiny.Uni;

/** {@code /v1/on-call}: who is on call for a system. */
@Path("/v1/on-call")
class OnCallResource {
  @Inject
  CurrentCaller current;
  @Inject
  Transactions transactions;
  @Inject
  KnownSystems systems;
  @Inject
  OnCall onCall;
  @Inject
  Clock clock;

  /**
   * @param rotaId absent when no rota is for the system
   * @param persons who is on call, then who would stand in, in turn; none when nobody is
   * @param until when the shift of the first one ends
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OnCallView(UUID systemId, Instant at, @Nullable UUID rotaId, List<UUID> persons, @Nullable Instant until) {}

  @GET
  @Operation(summary = "Who is on call for a system, now or at another time, and who would stand in", description = "By the rota of the system, else by the one for every system that has none of its own, as they stand now. Nobody is when there is neither, or before its first day.")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, PLATFORM_ENGINEER, INTERNAL_AUDITOR,
      EXTERNAL_AUDITOR})
  public Uni<OnCallView> read(@QueryParam("systemId") @NotNull @Nullable UUID systemId,
      @QueryParam("at") @Nullable String at) {
    var tenant = current.get().tenant();
    var time = at == null ? clock.instant() : UtcTime.of("at", at);
    return transactions.in(tenant, () -> systems.known(systemId)
        .invoke(OnCallResource::requireKnown)
        .chain(() -> onCall.duty(tenant, systemId, time)))
        .map(duty -> new OnCallView(systemId, time, duty.rotaId(), duty.persons(), duty.until()));
  }

  private static void requireKnown(boolean known) {
    if (!known) {
      throw new Refusal.NotFound("AI system");
    }
  }
}
