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
  Clock clock;

  record Queued(UUID id, Delivery.State state) {}

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

  private static Response ok(DeliveryView view) {
    return Response.ok(view).tag(view.state() + "-" + view.attempts()).build();
  }
}
