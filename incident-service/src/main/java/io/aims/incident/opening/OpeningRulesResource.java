package io.aims.incident.opening;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.PLATFORM_ENGINEER;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import java.time.Instant;
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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.web.Answers;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** {@code /v1/opening-rules}: which signals open an incident by themselves; before the first rules, all of them. */
@Path("/v1/opening-rules")
class OpeningRulesResource {
  @Inject
  CurrentCaller current;
  @Inject
  OpeningRulesService service;

  /**
   * @param silencesCritical has to be true when by these rules something critical opens nothing, and not otherwise
   */
  record AdoptOpeningRules(@NotNull @Size(max = AskedRule.MOST) List<@NotNull @Valid AskedRule> rules,
      @Nullable Boolean silencesCritical, @NotBlank @Size(max = 4000) String reason) {
    OpeningRules opening() {
      return AskedRule.all(rules).acknowledged("rules", silencesCritical);
    }
  }

  record RulesView(UUID id, int version, int revision, List<OpeningRule> rules, boolean silencesCritical,
      Instant adoptedAt) {
    static RulesView of(AdoptedRules adopted) {
      return new RulesView(adopted.id(), adopted.version(), adopted.revision(), adopted.opening().rules(),
          adopted.opening().silencesCritical(), adopted.changedAt());
    }
  }

  @GET
  @Operation(summary = "The rules in force; 404 while every signal that fires opens an incident")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, SYSTEM_OWNER, PLATFORM_ENGINEER, INTERNAL_AUDITOR,
      EXTERNAL_AUDITOR})
  public Uni<Response> read() {
    return service.current(current.get()).map(OpeningRulesResource::ok);
  }

  @PUT
  @Operation(summary = "Adopts the next revision of the rules; the first ones need no If-Match", description = "From which severity on signals of a kind, or of all other kinds, open an incident by themselves, or NEVER. Rules of a source go first. A rule that keeps critical signals from it needs silencesCritical: true. Signals that wait are looked at anew, within seconds.")
  @RolesAllowed(GOVERNANCE_OFFICER)
  public Uni<Response> adopt(@HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull AdoptOpeningRules request) {
    return service.adopt(current.get().person(), condition, request.opening(), request.reason())
        .map(OpeningRulesResource::ok);
  }

  @GET
  @Path("/history")
  @Operation(summary = "Every revision: who, when, why")
  @RolesAllowed({INCIDENT_RESPONDER, GOVERNANCE_OFFICER, PLATFORM_ENGINEER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> history(@BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.history(current.get(), page).map(found -> found.answer(here));
  }

  private static Response ok(AdoptedRules rules) {
    return Answers.ok(RulesView.of(rules), rules.version());
  }
}
