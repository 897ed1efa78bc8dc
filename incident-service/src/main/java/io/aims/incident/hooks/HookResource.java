package io.aims.incident.hooks;

import static io.aims.platform.identity.Role.HOOK_SENDER;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

import io.aims.incident.delivery.NewDelivery;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.source.SourceDirectory;
import io.aims.incident.source.SourceDirectory.Listing;
import io.aims.platform.identity.Caller;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.time.Ids;
import io.smallrye.mutiny.Uni;

/**
 * {@code POST /v1/hooks/{source}}: takes what a monitor delivers.
 *
 * <p>202 means durable; effects follow. What is no delivery of the source's profile is answered with 400 and not kept,
 * since sending it again can't help; overload and faults are 503, which Alertmanager retries.
 */
@Path("/v1/hooks")
class HookResource {
  private static final List<String> KEPT_HEADERS = List.of("content-type", "user-agent", "webhook-id",
      "idempotency-key");
  private static final List<String> DELIVERY_IDS = List.of("idempotency-key", "webhook-id");
  @Inject
  CurrentCaller current;
  @Inject
  SourceDirectory directory;
  @Inject
  Intake intake;
  @Inject
  HookConfig config;
  @Inject
  Ids ids;
  @Inject
  Clock clock;

  record Accepted(UUID deliveryId) {}

  @POST
  @Path("/{source}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(HOOK_SENDER)
  public Uni<Response> deliver(String source, byte[] body, @Context HttpHeaders headers) {
    var caller = current.get();
    if (body.length > config.maxBody().asLongValue()) {
      throw new ClientErrorException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
    }
    var kept = kept(headers);
    return directory.find(caller.tenant(), Refusal.id(source, "hook source"))
        .invoke(listing -> admit(caller, listing, body))
        .chain(listing -> intake.accept(caller.tenant(), new NewDelivery(ids.next(), listing.id(), listing.systemId(),
            listing.profile(), deliveryId(kept), clock.instant(), kept, body)))
        .ifNoItem()
        .after(config.patience())
        .failWith(() -> new Refusal.NotReady("The delivery could not be kept in time.", config.retryAfter()))
        .map(id -> Response.accepted(new Accepted(id)).build());
  }

  private static void admit(Caller caller, Listing source, byte[] body) {
    if (!caller.machine() || !source.senderClientId().equals(caller.clientId())) {
      throw new Refusal.Forbidden("Another client is registered as the sender of this hook source.");
    }
    if (!source.enabled()) {
      throw new Refusal.NotAllowedNow("delivery", "DISABLED", Set.of("enabling"));
    }
    if (source.profile().read(body) instanceof Rejected rejected) {
      throw new Refusal.Malformed(rejected.why().words());
    }
  }

  /** Headers of interest as one line of printable ASCII each; never the credentials. */
  private static Map<String, String> kept(HttpHeaders headers) {
    var kept = new LinkedHashMap<String, String>();
    for (var name : KEPT_HEADERS) {
      var value = headers.getHeaderString(name);
      if (value != null && value.matches("[\\x20-\\x7e]{1,255}")) {
        kept.put(name, value);
      }
    }
    return kept;
  }

  private static @Nullable String deliveryId(Map<String, String> headers) {
    return DELIVERY_IDS.stream().map(headers::get).filter(id -> id != null).findFirst().orElse(null);
  }
}
