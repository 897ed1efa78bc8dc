package io.aims.incident.incident;

import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import io.aims.incident.review.CauseType;
import io.aims.incident.review.Findings;
import io.aims.incident.review.Findings.DecisionKind;
import io.aims.incident.severity.Causality;
import io.aims.incident.severity.HarmFacts;
import io.aims.incident.severity.HarmLevel;
import io.aims.incident.severity.HarmType;
import io.aims.incident.severity.Judgement;
import io.aims.incident.severity.Occurrence;
import io.aims.incident.signal.Severity;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Idempotent;
import io.aims.platform.web.IfMatch;
import io.smallrye.mutiny.Uni;

/**
 * {@code /v1/incidents/{id}/assessment} and {@code review}: how bad it is, and what is to be learned from it.
 */
@Path("/v1/incidents")
class JudgementResource {
  private static final String SAYS_SOMETHING = "(?s).*\\S.*";
  @Inject
  CurrentCaller current;
  @Inject
  IncidentService service;

  /**
   * @param override a severity in place of the one that the matrix gives; the reason has to say why
   */
  record AssessIncident(@NotNull @Size(max = 9) Set<@NotNull HarmType> harmTypes, @NotNull HarmLevel harm,
      @NotNull Occurrence occurrence, @NotNull @Min(0) Long personsAffected, @NotNull @Min(0) Long vulnerableAffected,
      @NotNull Causality causality, @Nullable Severity override, @NotBlank @Size(max = 4000) String reason) {
    Judgement judgement() {
      if (vulnerableAffected > personsAffected) {
        throw new Refusal.Invalid("vulnerableAffected", "can't be more than personsAffected");
      }
      return Judgement.of(new HarmFacts(harmTypes, harm, occurrence, personsAffected, vulnerableAffected, causality),
          override);
    }
  }

  record Review(@NotNull Boolean correctiveActionRequired,
      @Nullable @Pattern(regexp = SAYS_SOMETHING) @Size(max = 20000) String contributingCauses,
      @Nullable @Size(max = 50) List<@Valid @NotNull Cause> causes,
      @Nullable @Pattern(regexp = SAYS_SOMETHING) @Size(max = 20000) String whatWorked,
      @Nullable @Pattern(regexp = SAYS_SOMETHING) @Size(max = 20000) String lessons,
      @Nullable @Pattern(regexp = SAYS_SOMETHING) @Size(max = 4000) String nothingToLearn,
      @Nullable @Size(max = 50) List<@Valid @NotNull ProposedDecision> decisions,
      @NotBlank @Size(max = 4000) String reason) {
    Findings findings() {
      return new Findings(correctiveActionRequired, contributingCauses,
          causes == null ? List.of() : causes.stream().map(c -> new Findings.Cause(c.type(), c.text())).toList(),
          whatWorked, lessons, nothingToLearn,
          decisions == null
              ? List.of()
              : decisions.stream()
                  .map(d -> new Findings.Decision(d.kind(), d.text(), d.ownerId(), d.dueOn()))
                  .toList());
    }
  }

  record Cause(@NotNull CauseType type, @NotBlank @Size(max = 4000) String text) {}

  record ProposedDecision(@NotNull DecisionKind kind, @NotBlank @Size(max = 4000) String text, @Nullable UUID ownerId,
      @Nullable LocalDate dueOn) {}

  @POST
  @Path("/{id}/assessment")
  @Idempotent
  @Operation(summary = "How bad it is: the severity follows from harm and reach by a published matrix, unless a person overrides it")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER})
  public Uni<Response> assess(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull AssessIncident request) {
    return service.assess(request(id, condition, request.reason()), request.judgement()).map(IncidentResource::ok);
  }

  @POST
  @Path("/{id}/review")
  @Idempotent
  @Operation(summary = "What led to it and what is learned; what it decides is published as a proposal", description = "What is proposed waits for a person where it would be carried out, at /v1/action-proposals, /v1/risk-proposals and /v1/control-proposals; proposals shows what became of each. Can be written anew until the incident is closed. A rewriting repeats the decisions that were proposed, which nobody can take back here, and proposes those that it adds; 422 when one is missing or changed. All who write it count as authors of what it proposes, and do not decide on that.")
  @RolesAllowed(INCIDENT_RESPONDER)
  public Uni<Response> review(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull Review request) {
    return service.review(request(id, condition, request.reason()), request.findings()).map(IncidentResource::ok);
  }

  private Request request(String id, @Nullable IfMatch condition, String reason) {
    return new Request(current.get().person(), Refusal.id(id, IncidentResource.WHAT), condition, reason);
  }
}
