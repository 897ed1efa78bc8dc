package io.aims.audit.completeness;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.PLATFORM_ENGINEER;

import java.time.Clock;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.aims.platform.identity.CurrentCaller;
import io.smallrye.mutiny.Uni;

/** {@code /v1/ledger/completeness}: does the ledger hold all that the services have signed for? */
@Path("/v1/ledger/completeness")
class CompletenessResource {
  @Inject
  CurrentCaller current;
  @Inject
  Streams streams;
  @Inject
  CompletenessConfig config;
  @Inject
  Clock clock;

  @GET
  @RolesAllowed({GOVERNANCE_OFFICER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR, PLATFORM_ENGINEER})
  public Uni<CompletenessView> completeness() {
    var tenant = current.get().tenant();
    return streams.all(tenant)
        .chain(rows -> streams.sources(tenant)
            .map(sources -> CompletenessView.of(rows, sources, clock.instant(), config.patience())));
  }
}
