package io.aims.incident.delivery;

import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.PLATFORM_ENGINEER;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jspecify.annotations.Nullable;

import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
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
        .map(view -> Response.ok(view).tag(view.state() + "-" + view.attempts()).build());
  }
}
