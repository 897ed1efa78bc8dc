package io.aims.incident.hooks;

import static io.aims.platform.identity.Role.HOOK_SENDER;

import java.time.Clock;
import java.util.LinkedHashMap;
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

import io.aims.incident.delivery.NewDelivery;
import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Reading.Handshake;
import io.aims.incident.signal.Reading.Ignored;
import io.aims.incident.signal.Reading.Quarantined;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.answer.Answer;
import io.aims.incident.signal.answer.Outcome;
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
  @Consumes({MediaType.APPLICATION_JSON, "application/cloudevents+json", "application/cloudevents-batch+json"})
  @RolesAllowed(HOOK_SENDER)
  public Uni<Response> deliver(String source, byte[] body, @Context HttpHeaders headers) {
    var caller = current.get();
    if (body.length > config.maxBody().asLongValue()) {
      throw new ClientErrorException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
    }
    var telling = telling(headers);
    return directory.find(caller.tenant(), Refusal.id(source, "hook source"))
        .invoke(listing -> admit(caller, listing))
        .chain(listing -> switch (listing.profile().read(telling, body)) {
          case Understood _ -> keep(caller, listing, Outcome.ACCEPTED, telling, body);
          case Quarantined _ -> keep(caller, listing, Outcome.QUARANTINED, telling, body);
          case Ignored _ -> Uni.createFrom().item(answer(listing, Outcome.IGNORED).build());
          case Handshake _ -> throw new Refusal.Forbidden("No such topic is registered for this hook source.");
          case Rejected rejected -> throw new Refusal.Malformed(rejected.words());
        });
  }

  private Uni<Response> keep(Caller caller, Listing source, Outcome outcome, Headers telling, byte[] body) {
    var delivery = new NewDelivery(ids.next(), source.id(), source.systemId(), source.profile(),
        source.profile().deliveryId(telling, body), clock.instant(), telling.byName(), body);
    return intake.accept(caller.tenant(), delivery)
        .ifNoItem()
        .after(config.patience())
        .failWith(() -> new Refusal.NotReady("The delivery could not be kept in time.", config.retryAfter()))
        .map(id -> answer(source, outcome).entity(new Accepted(id)).build());
  }

  private static Response.ResponseBuilder answer(Listing source, Outcome outcome) {
    return Response.status(Answer.to(source.profile(), outcome).status());
  }

  private static void admit(Caller caller, Listing source) {
    if (!caller.machine() || !source.senderClientId().equals(caller.clientId())) {
      throw new Refusal.Forbidden("Another client is registered as the sender of this hook source.");
    }
    if (!source.enabled()) {
      throw new Refusal.NotAllowedNow("delivery", "DISABLED", Set.of("enabling"));
    }
  }

  /** Headers of interest as one line of printable ASCII each; never the credentials. */
  private static Headers telling(HttpHeaders headers) {
    var telling = new LinkedHashMap<String, String>();
    for (var name : headers.getRequestHeaders().keySet()) {
      var value = headers.getHeaderString(name);
      if (Headers.tells(name) && value.matches("[\\x20-\\x7e]{1,255}")) {
        telling.put(name, value);
      }
    }
    return Headers.of(telling);
  }
}
