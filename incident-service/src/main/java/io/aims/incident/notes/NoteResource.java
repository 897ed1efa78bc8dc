package io.aims.incident.notes;

import static io.aims.platform.identity.Role.CONCERN_HANDLER;
import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.RISK_OWNER;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import io.aims.incident.timeline.EntryKind;
import io.aims.incident.timeline.Note;
import io.aims.platform.identity.Caller;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Idempotent;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** {@code /v1/incidents/{id}/timeline}: what happened, in order; a pure append, so it takes no If-Match. */
@Path("/v1/incidents")
class NoteResource {
  private static final String INCIDENT = "incident";
  @Inject
  CurrentCaller current;
  @Inject
  NoteService service;

  /**
   * @param supersedes the line that this one corrects; the kind stays the same then
   */
  record Write(@NotNull EntryKind kind, @NotNull Instant occurredAt, @NotBlank @Size(max = 20000) String text,
      @Nullable UUID supersedes, @Nullable @Size(max = 4000) String reason) {
    Note note() {
      return new Note(kind, occurredAt.truncatedTo(ChronoUnit.MICROS), text);
    }
  }

  @GET
  @Path("/{id}/timeline")
  @Operation(summary = "What happened, in order; corrected lines stay, with the line that stands in their place")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> read(String id, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.read(current.get(), Refusal.id(id, INCIDENT), page).map(found -> found.answer(here));
  }

  @POST
  @Path("/{id}/timeline")
  @Idempotent
  @Operation(summary = "A line of the timeline, or the correction of one; an append that takes no If-Match", description = "System owners and handlers of concerns, who may open incidents and do not handle them, add OBSERVATION and COMMUNICATION, and correct none: 403 else.")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, CONCERN_HANDLER})
  public Uni<Response> write(String id, @Valid @NotNull Write request) {
    return service
        .write(author(request), Refusal.id(id, INCIDENT), request.note(), request.supersedes(), request.reason())
        .map(entry -> Response.status(Response.Status.CREATED).entity(entry).build());
  }

  /** Who may open an incident adds what was told of it also when it is open already. */
  private Caller author(Write request) {
    var person = current.get().person();
    if (!person.has(INCIDENT_RESPONDER) && !person.has(GOVERNANCE_OFFICER)
        && (request.supersedes() != null || !request.note().tells())) {
      throw new Refusal.Forbidden("Who does not handle the incident adds observations and communications to it.");
    }
    return person;
  }
}
