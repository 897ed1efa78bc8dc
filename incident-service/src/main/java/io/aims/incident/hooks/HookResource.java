package io.aims.incident.hooks;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import io.aims.incident.signal.answer.Outcome;
import io.aims.incident.source.SourceDirectory;
import io.aims.incident.source.SourceDirectory.Listing;
import io.aims.platform.refusal.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code POST /v1/hooks/{source}}: takes what a monitor delivers; {@code OPTIONS} says whether it is expected.
 *
 * <p>Who may send is for the source to say, so that no token is asked for here. A success means durable; effects follow.
 * What is no delivery of the source's profile is refused and not kept, since sending it again can't help; overload and
 * faults are 503, which senders retry.
 */
@Path("/v1/hooks")
class HookResource {
  static final String SOURCE = "hook source";
  @Inject
  RoutingContext request;
  @Inject
  SourceDirectory directory;
  @Inject
  Clients clients;
  @Inject
  Credentials credentials;
  @Inject
  Door door;
  @Inject
  HookConfig config;

  record Accepted(UUID deliveryId) {}

  /** Which types of content are taken says the source's profile. */
  @POST
  @Path("/{source}")
  @Consumes(MediaType.WILDCARD)
  @PermitAll
  public Uni<Response> deliver(String source, byte[] body, @Context HttpHeaders headers) {
    var letter = Letter.of(headers, body);
    return directory.find(Refusal.id(source, SOURCE))
        .emitOn(here())
        .chain(listing -> body.length > config.maxBody().asLongValue()
            ? door.turnAway(listing, Outcome.TOO_LARGE, "TOO_LARGE", null)
            : admit(expected(listing, letter), letter));
  }

  /** Asked by senders of CloudEvents before they deliver. Whoever names no origin asks for something else. */
  @OPTIONS
  @Path("/{source}")
  @Operation(summary = "Says who sends CloudEvents whether it is expected", description = "As in HTTP 1.1 Web Hooks for Event Delivery 1.0.2, section 4, for sources of EVENT_GRID and CLOUDEVENTS. The answer stands in its headers, and lets nobody in: each delivery has to show who it is by.")
  @PermitAll
  public Uni<Response> ask(String source,
      @Parameter(required = true, description = "The name of the DNS by which the sender goes", schema = @Schema(type = SchemaType.STRING)) @HeaderParam("WebHook-Request-Origin") List<String> origins) {
    if (origins.isEmpty()) {
      throw new NotAllowedException(HttpMethod.POST);
    }
    return directory.find(Refusal.id(source, SOURCE))
        .emitOn(here())
        .chain(listing -> door.permit(listing, String.join(",", origins)));
  }

  private Uni<Response> admit(Listing source, Letter letter) {
    var admission = source.senderClientId() == null
        ? credentials.admit(source, letter.headers(), letter.body())
        : clients.admit(source, request);
    return admission.chain(verdict -> door.take(source, verdict, letter));
  }

  private static Listing expected(Listing source, Letter letter) {
    if (!ContentTypes.taken(source.profile(), letter.headers())) {
      throw new NotSupportedException();
    }
    return source;
  }

  /**
   * Back to where the request is handled now. Another one may have asked for the same first, and the answer comes where
   * that one is.
   */
  static Executor here() {
    var context = Vertx.currentContext();
    return work -> context.runOnContext(ignored -> work.run());
  }
}
