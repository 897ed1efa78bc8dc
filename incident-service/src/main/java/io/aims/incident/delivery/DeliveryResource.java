package io.aims.incident.delivery;

import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.PLATFORM_ENGINEER;

import java.time.Clock;
import java.util.Set;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.web.Idempotent;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** {@code /v1/deliveries}: what monitors have sent, and what became of it. */
@Path("/v1/deliveries")
class DeliveryResource {
  static final String WHAT = "delivery";
  @Inject
  CurrentCaller current;
  @Inject
  Transactions transactions;
  @Inject
  Deliveries deliveries;
  @Inject
  DeliveryQueue queue;
  @Inject
  DeliveryWorker worker;
  @Inject
  Redaction redaction;
  @Inject
  Clock clock;

  record Queued(UUID id, Delivery.State state) {}

  record Redact(@NotBlank @Size(max = 4000) String reason) {}

  record Replay(@NotBlank @Size(max = 4000) String reason) {}

  @GET
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, PLATFORM_ENGINEER})
  public Uni<Response> list(@BeanParam @Valid PageRequest page, @QueryParam("sourceId") @Nullable UUID sourceId,
      @QueryParam("state") Delivery.@Nullable State state, @Context UriInfo here) {
    var tenant = current.get().tenant();
    return transactions.in(tenant, () -> deliveries.list(new Deliveries.Filter(sourceId, state), page))
        .map(found -> found.answer(here));
  }

  /** With the raw body, which may hold personal data: not for everybody who sees the list. */
  @GET
  @Path("/{id}")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> read(String id) {
    var tenant = current.get().tenant();
    return transactions.in(tenant, () -> deliveries.get(Refusal.id(id, WHAT)).map(DeliveryView::of))
        .map(DeliveryResource::ok);
  }

  /** Runs again what was set aside, for instance after its format is understood; what has had its effects is refused. */
  @POST
  @Path("/{id}/replay")
  @Idempotent
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> replay(String id, @Valid @NotNull Replay request) {
    var caller = current.get().person();
    var delivery = Refusal.id(id, WHAT);
    return transactions.in(caller.tenant(), () -> deliveries.get(delivery)
        .invoke(Delivery::requireReplayable)
        .call(() -> queue.replay(caller.tenant(), delivery, caller.subject(), request.reason(), clock.instant())))
        .invoke(kept -> worker.wake(caller.tenant(), Set.of(kept.sourceId())))
        .map(queued -> Response.accepted(new Queued(delivery, Delivery.State.QUEUED)).build());
  }

  /** For good: what it said can't be brought back, and a delivery that nobody could read can't be run again. */
  @POST
  @Path("/{id}/redaction")
  @Idempotent
  @Operation(summary = "What was sent is forgotten before its time", description = "Its bytes, and the summaries that signals have from it; digest, size, headers of interest and effects stay. Refused while it waits for its effects or for a system, and while evidence is held of an incident that has counted signals of its source. The source's history tells who, when and why.")
  @RolesAllowed(GOVERNANCE_OFFICER)
  public Uni<Response> redact(String id, @Valid @NotNull Redact request) {
    return redaction.redact(current.get().person(), Refusal.id(id, WHAT), request.reason()).map(DeliveryResource::ok);
  }

  private static Response ok(DeliveryView view) {
    return Response.ok(view).tag(view.state() + "-" + view.attempts()).build();
  }
}
