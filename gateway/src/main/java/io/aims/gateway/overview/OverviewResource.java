package io.aims.gateway.overview;

import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;

import io.aims.gateway.problem.Unavailable;
import io.aims.gateway.upstream.Asker;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;

/**
 * {@code /v1/ai-systems/{id}/overview}: an AI system as all services see it. Each part carries a {@code status}:
 * {@code ok}, or {@code unavailable} when its service does not answer in time or not to this caller.
 */
@Path("/v1/ai-systems/{id}/overview")
@Authenticated
class OverviewResource {
  @Inject
  Overviews overviews;

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "An AI system with its risks, assessment, downgraded controls, open incidents and nonconformities")
  public Uni<Response> read(String id,
      @Context HttpHeaders headers) {
    var composed = overviews.compose(uuid(id), Asker.of(headers));
    return Uni.createFrom()
        .completionStage(composed.toCompletionStage())
        .onFailure()
        .transform(failure -> new Unavailable("The system of an overview", failure))
        .map(OverviewResource::answer);
  }

  /** What is no UUID is nobody's system. */
  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw new NotFoundException();
    }
  }

  private static Response answer(Overviews.Outcome outcome) {
    return switch (outcome) {
      case Overviews.Outcome.Found found -> Response.ok(found.overview()).build();
      case Overviews.Outcome.Refused refused -> Response.status(refused.reply().status())
          .type(refused.reply().contentType())
          .entity(refused.reply().body().getBytes())
          .build();
    };
  }
}
