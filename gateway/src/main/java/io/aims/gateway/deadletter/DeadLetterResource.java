package io.aims.gateway.deadletter;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

import io.aims.gateway.upstream.Asker;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;

/** {@code /v1/dead-letters}: those of all services in one list; each is read and redriven below the name of its service. */
@Path("/v1/dead-letters")
@Authenticated
class DeadLetterResource {
  private static final int USUAL = 50;
  private static final int MOST = 200;
  @Inject
  DeadLetters letters;

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Events that services could not take in, newest first", description = "Services that do not answer in time are named in unavailable. One letter: /v1/dead-letters/{service}/{id}")
  @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DeadLetterPage.class)))
  public Uni<Response> list(@QueryParam("feed") @Nullable String feed, @QueryParam("state") @Nullable String state,
      @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor,
      @Context UriInfo here, @Context HttpHeaders headers) {
    var query = "limit=" + encoded(limit == null ? Integer.toString(USUAL) : limit)
        + parameter("feed", feed) + parameter("state", state) + parameter("cursor", cursor);
    return Uni.createFrom()
        .completionStage(letters.list(query, number(limit), Asker.of(headers)).toCompletionStage())
        .map(outcome -> answer(outcome, here));
  }

  /** What is no number, or too great a one, the services refuse. */
  private static int number(@Nullable String limit) {
    try {
      return limit == null ? USUAL : Math.clamp(Integer.parseInt(limit), 1, MOST);
    } catch (NumberFormatException e) {
      return USUAL;
    }
  }

  private static String parameter(String name, @Nullable String value) {
    return value == null ? "" : "&" + name + "=" + encoded(value);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static Response answer(DeadLetters.Outcome outcome, UriInfo here) {
    return switch (outcome) {
      case DeadLetters.Outcome.Refused refused -> Response.status(refused.reply().status())
          .type(refused.reply().contentType())
          .entity(refused.reply().body().getBytes())
          .build();
      case DeadLetters.Outcome.Found found -> {
        var answer = Response.ok(found.page());
        if (found.page().nextCursor() != null) {
          var next = here.getRequestUriBuilder().replaceQueryParam("cursor", found.page().nextCursor()).build();
          answer.header("Link", "<" + next.getRawPath() + "?" + next.getRawQuery() + ">; rel=\"next\"");
        }
        yield answer.build();
      }
    };
  }
}
