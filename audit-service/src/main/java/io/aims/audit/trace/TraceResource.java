package io.aims.audit.trace;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.RISK_OWNER;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.smallrye.mutiny.Uni;

/** {@code /v1/traces/{caseId}}: one case, end to end. */
@Path("/v1/traces")
class TraceResource {
  private static final String WHAT = "case";
  @Inject
  CurrentCaller current;
  @Inject
  Traces traces;

  @GET
  @Path("/{caseId}")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INCIDENT_RESPONDER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Trace> read(String caseId) {
    return traces.of(current.get().tenant(), Refusal.id(caseId, WHAT), Long.MAX_VALUE)
        .map(found -> Refusal.orNotFound(found, WHAT));
  }
}
