package io.aims.platform.deadletter;

import java.io.IOException;
import java.io.UncheckedIOException;

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

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.identity.Role;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.web.Answers;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** {@code /v1/dead-letters}: events that this service could not take in, another try, and the end of those that can never be. */
@Path("/v1/dead-letters")
@RolesAllowed({Role.PLATFORM_ENGINEER, Role.GOVERNANCE_OFFICER})
class DeadLetterResource {
  private static final String WHAT = "dead letter";
  @Inject
  CurrentCaller current;
  @Inject
  Transactions transactions;
  @Inject
  DeadLetters letters;
  @Inject
  Redrives redrives;
  @Inject
  Discards discards;
  @Inject
  ObjectMapper mapper;

  record Redrive(@NotBlank @Size(max = 4000) String reason) {}

  record Discard(@NotBlank @Size(max = 4000) String reason) {}

  /**
   * A dead letter with its event as it came.
   *
   * @param waiting number of later events of the aggregate that wait behind it
   */
  record WholeLetter(@JsonUnwrapped DeadLetterView letter, int waiting, JsonNode event) {}

  @GET
  @Operation(summary = "Events that could not be taken in, newest first")
  public Uni<Response> list(@QueryParam("feed") @Nullable String feed,
      @QueryParam("state") DeadLetterView.@Nullable State state, @BeanParam @Valid PageRequest page,
      @Context UriInfo here) {
    var tenant = current.get().tenant();
    return transactions.in(tenant, () -> letters.list(tenant, new DeadLetters.Filter(feed, state), page))
        .map(found -> found.answer(here));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One of them with its event, and how many later events wait behind it")
  public Uni<Response> read(String id) {
    var tenant = current.get().tenant();
    return transactions.in(tenant, () -> letters.find(tenant, Refusal.id(id, WHAT)))
        .map(found -> Refusal.orNotFound(found, WHAT))
        .map(found -> Answers.ok(new WholeLetter(found.view(), found.waiting(), json(found.body())),
            found.view().revision()));
  }

  @POST
  @Path("/{id}/redrive")
  @Operation(summary = "Another try; the later events of the aggregate follow in order", description = "409 when it fails again, with the new cause, and while an earlier version is missing.")
  public Uni<Response> redrive(String id, @Valid @NotNull Redrive request) {
    var letter = Refusal.id(id, WHAT);
    return redrives.redrive(letter, request)
        .onFailure(Refusal.FailedAgain.class)
        .call(again -> redrives.failedAgain(letter, again.getMessage()));
  }

  @POST
  @Path("/{id}/discard")
  @RolesAllowed(Role.GOVERNANCE_OFFICER)
  @Operation(summary = "Closes one that can never have its effect", description = "Its version was reused, or it belongs to a history that its owner has given up. 409, with what is allowed, while it could still have its effect.")
  public Uni<Response> discard(String id, @Valid @NotNull Discard request) {
    return discards.discard(Refusal.id(id, WHAT), request);
  }

  private JsonNode json(byte[] body) {
    try {
      return mapper.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
