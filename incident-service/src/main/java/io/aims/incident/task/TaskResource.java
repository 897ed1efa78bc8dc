package io.aims.incident.task;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.PLATFORM_ENGINEER;
import static io.aims.platform.identity.Role.RISK_OWNER;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.BiFunction;

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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import io.aims.platform.identity.Caller;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Answers;
import io.aims.platform.web.Idempotent;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** {@code /v1/incident-tasks}: what is to be done for incidents; {@code ?ownerId=} lists somebody's own. */
@Path("/v1/incident-tasks")
class TaskResource {
  static final String WHAT = "task";
  @Inject
  CurrentCaller current;
  @Inject
  TaskService service;

  record AssignTask(@NotNull UUID incidentId, @NotBlank @Size(max = 400) String title, @NotNull UUID ownerId,
      @Nullable LocalDate dueOn, @Nullable @Size(max = 4000) String reason) {}

  record Reassign(@NotNull UUID ownerId, @Nullable LocalDate dueOn, @NotBlank @Size(max = 4000) String reason) {}

  record TaskStep(@NotBlank @Size(max = 4000) String reason) {}

  @POST
  @Idempotent
  @Operation(summary = "Something is to be done for an incident", description = "409 when the incident is over, or goes on as part of another one: assign it there.")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> assign(@Valid @NotNull AssignTask request) {
    return service
        .assign(current.get().person(), request.incidentId(), request.title(), request.ownerId(), request.dueOn(),
            request.reason())
        .onFailure(Refusal.NotFound.class)
        .transform(unknown -> new Refusal.UnknownReference("incidentId"))
        .map(view -> Answers.created("/incident-tasks/" + view.id(), view, view.version()));
  }

  @GET
  @Operation(summary = "Tasks, newest first")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, PLATFORM_ENGINEER, INTERNAL_AUDITOR,
      EXTERNAL_AUDITOR})
  public Uni<Response> list(@BeanParam @Valid PageRequest page, @QueryParam("incidentId") @Nullable UUID incidentId,
      @QueryParam("ownerId") @Nullable UUID ownerId, @QueryParam("state") @Nullable TaskState state,
      @QueryParam("overdue") @Nullable Boolean overdue, @Context UriInfo here) {
    return service.list(current.get(), new Tasks.Filter(incidentId, ownerId, state, overdue), page)
        .map(found -> found.answer(here));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "A task")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, PLATFORM_ENGINEER, INTERNAL_AUDITOR,
      EXTERNAL_AUDITOR})
  public Uni<Response> read(String id) {
    return service.read(current.get(), Refusal.id(id, WHAT)).map(TaskResource::ok);
  }

  @GET
  @Path("/{id}/history")
  @Operation(summary = "Every change of a task: who, when, why")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> history(String id, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.history(current.get(), Refusal.id(id, WHAT), page).map(found -> found.answer(here));
  }

  @POST
  @Path("/{id}/assignment")
  @Idempotent
  @Operation(summary = "Somebody else does it, or until another day")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> reassign(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull Reassign request) {
    return decide(current.get().person(), id, condition, request.reason(),
        (task, now) -> task.reassign(request.ownerId(), request.dueOn(), now));
  }

  /** Who owns it reports it done; so can whoever handles incidents. */
  @POST
  @Path("/{id}/completion")
  @Idempotent
  @Operation(summary = "It is done")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, PLATFORM_ENGINEER})
  public Uni<Response> complete(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull TaskStep request) {
    var person = current.get().person();
    return decide(person, id, condition, request.reason(), (task, now) -> task.completeBy(person.personId(),
        person.has(INCIDENT_RESPONDER) || person.has(GOVERNANCE_OFFICER)));
  }

  @POST
  @Path("/{id}/dropping")
  @Idempotent
  @Operation(summary = "It is not needed any more")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> drop(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull TaskStep request) {
    return decide(current.get().person(), id, condition, request.reason(), (task, now) -> task.drop());
  }

  private Uni<Response> decide(Caller person, String id, @Nullable IfMatch condition, String reason,
      BiFunction<Task, Instant, TaskEvent> decision) {
    return service.decide(person, Refusal.id(id, WHAT), condition, reason, decision).map(TaskResource::ok);
  }

  private static Response ok(TaskView view) {
    return Answers.ok(view, view.version());
  }
}
