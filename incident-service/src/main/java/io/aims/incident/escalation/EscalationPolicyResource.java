package io.aims.incident.escalation;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.Severity;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Answers;
import io.aims.platform.web.Idempotent;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** {@code /v1/escalation-policies}: the policy in force and its adoption; before the first, the usual one counts. */
@Path("/v1/escalation-policies")
class EscalationPolicyResource {
  @Inject
  CurrentCaller current;
  @Inject
  EscalationPolicyService service;

  record AdoptEscalationPolicy(
      @NotNull @Size(max = 4) Map<@NotNull Severity, @NotNull @Size(max = 10) List<@NotNull @Valid Step>> steps,
      @Nullable @Size(max = 3) Map<@NotNull Addressee, @NotNull @Size(min = 1, max = 20) List<@NotNull UUID>> contacts,
      @NotBlank @Size(max = 4000) String reason) {
    Ladder ladder() {
      var ladder = new HashMap<Severity, List<Ladder.Step>>();
      steps.forEach((severity, ofSeverity) -> ladder.put(severity, ofSeverity.stream().map(Step::step).toList()));
      return new Ladder(ladder);
    }

    /** Null leaves them as they are. */
    @Nullable
    Contacts people() {
      return contacts == null ? null : new Contacts(contacts);
    }
  }

  record Step(@NotNull @Min(1) @Max(43200) Integer afterMinutes, @NotNull Addressee addressee,
      @Nullable UUID personId) {
    Ladder.Step step() {
      return new Ladder.Step(afterMinutes, addressee, personId);
    }
  }

  record PolicyView(UUID id, int version, int revision, Map<Severity, List<Ladder.Step>> steps,
      Map<Addressee, List<UUID>> contacts, Instant adoptedAt) {
    static PolicyView of(EscalationPolicy policy) {
      return new PolicyView(policy.id(), policy.version(), policy.revision(), policy.ladder().steps(),
          policy.contacts().persons(),
          policy.changedAt());
    }
  }

  @GET
  @Operation(summary = "The escalation policy in force; 404 while the usual one counts")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> read() {
    return service.current(current.get()).map(EscalationPolicyResource::ok);
  }

  @POST
  @Idempotent
  @Operation(summary = "Adopts the next revision of the policy; the first one needs no If-Match")
  @RolesAllowed(GOVERNANCE_OFFICER)
  public Uni<Response> adopt(@HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull AdoptEscalationPolicy request) {
    return service.adopt(current.get().person(), condition, request.ladder(), request.people(), request.reason())
        .map(EscalationPolicyResource::ok);
  }

  @GET
  @Path("/{id}/history")
  @Operation(summary = "Every revision: who, when, why")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> history(String id, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.history(current.get(), Refusal.id(id, EscalationPolicyService.WHAT), page)
        .map(found -> found.answer(here));
  }

  private static Response ok(EscalationPolicy policy) {
    return Answers.ok(PolicyView.of(policy), policy.version());
  }
}
