package io.aims.incident.delivery;

import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.PLATFORM_ENGINEER;

import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import io.aims.incident.mapping.Mapping;
import io.aims.incident.mapping.Rule;
import io.aims.incident.source.SourceMappings;
import io.aims.incident.unmapped.Placing;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.smallrye.mutiny.Uni;

/** {@code /v1/hook-sources/{id}/mapping/preview}: what a mapping would make of the last deliveries; writes nothing. */
@Path("/v1/hook-sources/{id}/mapping/preview")
class MappingPreviewResource {
  private static final String SOURCE = "hook source";
  private static final int USUAL = 20;
  private static final int AT_ONCE = 5;
  @Inject
  CurrentCaller current;
  @Inject
  Transactions transactions;
  @Inject
  SourceMappings mappings;
  @Inject
  Placing placing;
  @Inject
  Deliveries deliveries;

  /** @param deliveries how many of the last ones that are kept; 20 without it */
  record Candidate(@NotNull @Size(max = Mapping.MOST) List<@Valid @NotNull Rule> rules,
      @Nullable @Min(1) @Max(50) Integer deliveries) {}

  @POST
  @Operation(summary = "Shows which signals of the last kept deliveries would go where by these rules, and what would change")
  @RolesAllowed({GOVERNANCE_OFFICER, PLATFORM_ENGINEER, INCIDENT_RESPONDER})
  public Uni<Response> preview(String id, @Valid @NotNull Candidate request) {
    var tenant = current.get().tenant();
    var source = Refusal.id(id, SOURCE);
    var candidate = new Mapping(request.rules()).coherent();
    var preview = new MappingPreview(tenant, source);
    var most = request.deliveries() == null ? USUAL : request.deliveries();
    return mappings.awaitSystems(tenant, candidate)
        .chain(() -> transactions.in(tenant, () -> mappings.requireShared(source, "preview")
            .chain(() -> gather(preview, source, null, most))
            .chain(() -> placing.facts(tenant, preview.questions()))))
        .map(facts -> Response.ok(preview.view(facts, candidate)).build());
  }

  /** A few at a time, as each may be large. */
  private Uni<Void> gather(MappingPreview preview, UUID source, @Nullable UUID before, int left) {
    var some = Math.min(AT_ONCE, left);
    return deliveries.kept(source, before, some).chain(kept -> {
      kept.forEach(preview::add);
      return kept.size() < some || left == some
          ? Uni.createFrom().voidItem()
          : gather(preview, source, kept.getLast().id(), left - some);
    });
  }
}
