package io.aims.incident.oncall;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.PLATFORM_ENGINEER;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Answers;
import io.aims.platform.web.Idempotent;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** {@code /v1/on-call-rotas}: who is on call in turn, and who takes over for a time. */
@Path("/v1/on-call-rotas")
class OnCallRotaResource {
  static final String WHAT = "on-call rota";
  @Inject
  CurrentCaller current;
  @Inject
  OnCallRotaService service;

  /** @param systems those that it is for; none for every system that has no rota of its own */
  record EstablishRota(@NotBlank @Size(max = 200) String name, @Valid @NotNull Roster roster,
      @NotNull @Size(max = 200) List<@NotNull UUID> systems, @Nullable @Size(max = 4000) String reason) {
    Terms terms() {
      return new Terms(roster, systems);
    }
  }

  /** All that the rota says from now on. */
  record ChangeRota(@NotBlank @Size(max = 200) String name, @Valid @NotNull Roster roster,
      @NotNull @Size(max = 200) List<@NotNull UUID> systems, @NotBlank @Size(max = 4000) String reason) {
    Terms terms() {
      return new Terms(roster, systems);
    }
  }

  /** @param personId who takes over, a participant or not */
  record Substitute(@NotNull UUID personId, @NotNull Instant from, @NotNull Instant until,
      @NotBlank @Size(max = 4000) String reason) {}

  record WithdrawSubstitution(@NotBlank @Size(max = 4000) String reason) {}

  record RetireRota(@NotBlank @Size(max = 4000) String reason) {}

  /** The wait for the systems comes before the transaction that {@link Idempotent} opens. */
  @POST
  @Operation(summary = "Says who is on call in turn for some systems, or for every system that has no rota of its own", description = "The first participant takes over on firstOn at the time of handover, the next one with the next day, or the next dayOfWeek. 409 when another active rota is for one of the systems, or for all others.")
  @RolesAllowed(GOVERNANCE_OFFICER)
  public Uni<Response> establish(@Valid @NotNull EstablishRota request) {
    return service.awaitSystems(current.get().person(), request.systems()).chain(() -> establishOnce(request));
  }

  @Idempotent
  @RolesAllowed(GOVERNANCE_OFFICER)
  Uni<Response> establishOnce(EstablishRota request) {
    return service.establish(current.get().person(), request.name(), request.terms(), request.reason())
        .map(view -> Answers.created("/on-call-rotas/" + view.id(), view, view.version()));
  }

  @GET
  @Operation(summary = "On-call rotas, newest first")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, PLATFORM_ENGINEER, INTERNAL_AUDITOR,
      EXTERNAL_AUDITOR})
  public Uni<Response> list(@BeanParam @Valid PageRequest page, @QueryParam("state") @Nullable RotaState state,
      @Context UriInfo here) {
    return service.list(current.get(), state, page).map(found -> found.answer(here));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "An on-call rota, with the substitutions that are not over")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, PLATFORM_ENGINEER, INTERNAL_AUDITOR,
      EXTERNAL_AUDITOR})
  public Uni<Response> read(String id) {
    return service.read(current.get(), id(id)).map(OnCallRotaResource::ok);
  }

  @GET
  @Path("/{id}/history")
  @Operation(summary = "Every change of a rota: who, when, why")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, PLATFORM_ENGINEER, INTERNAL_AUDITOR,
      EXTERNAL_AUDITOR})
  public Uni<Response> history(String id, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.history(current.get(), id(id), page).map(found -> found.answer(here));
  }

  @PUT
  @Path("/{id}")
  @Operation(summary = "Replaces all that a rota says", description = "It counts at once and from firstOn on. Substitutions stay. 409 when another active rota is for one of the systems, or for all others.")
  @RolesAllowed(GOVERNANCE_OFFICER)
  public Uni<Response> change(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull ChangeRota request) {
    var person = current.get().person();
    return service.awaitSystems(person, request.systems())
        .chain(() -> service.change(person, id(id), condition, request.name(), request.terms(), request.reason()))
        .map(OnCallRotaResource::ok);
  }

  @POST
  @Path("/{id}/substitutions")
  @Idempotent
  @Operation(summary = "Somebody takes over for a time", description = "Where times overlap, the substitution made last counts. Who is on call otherwise is the first to stand in.")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> substitute(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull Substitute request) {
    return service
        .substitute(current.get().person(), id(id), condition, request.personId(),
            request.from().truncatedTo(ChronoUnit.MICROS), request.until().truncatedTo(ChronoUnit.MICROS),
            request.reason())
        .map(OnCallRotaResource::ok);
  }

  @POST
  @Path("/{id}/substitutions/{substitutionId}/withdrawal")
  @Idempotent
  @Operation(summary = "Nobody takes over any more: a substitution that is not over ends, or never begins")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> withdraw(String id, String substitutionId, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull WithdrawSubstitution request) {
    return service
        .withdraw(current.get().person(), id(id), condition, Refusal.id(substitutionId, Substitutions.WHAT),
            request.reason())
        .map(OnCallRotaResource::ok);
  }

  @POST
  @Path("/{id}/retirement")
  @Idempotent
  @Operation(summary = "Nobody is on call by it any more, and its systems are free for another rota")
  @RolesAllowed(GOVERNANCE_OFFICER)
  public Uni<Response> retire(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull RetireRota request) {
    return service.retire(current.get().person(), id(id), condition, request.reason()).map(OnCallRotaResource::ok);
  }

  private static UUID id(String text) {
    return Refusal.id(text, WHAT);
  }

  private static Response ok(RotaView view) {
    return Answers.ok(view, view.version());
  }
}
