package io.aims.incident.watch;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.PLATFORM_ENGINEER;

import java.time.Duration;
import java.util.List;
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

import io.aims.incident.opening.AskedRule;
import io.aims.incident.opening.OpeningRule;
import io.aims.incident.opening.OpeningRules;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Answers;
import io.aims.platform.web.Idempotent;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/**
 * {@code /v1/signals/rules/{source}}: how long the signals of a hook source are held, when they count as flapping, and
 * which of them open an incident by themselves.
 */
@Path("/v1/signals/rules")
class SignalRulesResource {
  static final String WHAT = "set of signal rules";
  @Inject
  CurrentCaller current;
  @Inject
  SignalService service;

  /**
   * @param opening goes before the rules of the organisation; null or empty leaves it to them
   * @param silencesCritical has to be true when by these rules something critical opens nothing, and not otherwise
   */
  record Listen(@NotNull @Min(0) @Max(86400) Integer holdDownSeconds, @NotNull @Min(2) @Max(100) Integer flapsAt,
      @NotNull @Min(0) @Max(99) Integer calmAt, @NotNull @Min(60) @Max(86400) Integer flapWindowSeconds,
      @Nullable @Size(max = AskedRule.MOST) List<@NotNull @Valid AskedRule> opening, @Nullable Boolean silencesCritical,
      @NotBlank @Size(max = 4000) String reason) {
    Rules rules() {
      return new Rules(Duration.ofSeconds(holdDownSeconds), flapsAt, calmAt, Duration.ofSeconds(flapWindowSeconds),
          (opening == null ? OpeningRules.NONE : AskedRule.all(opening)).acknowledged("opening", silencesCritical));
    }
  }

  record RulesView(UUID sourceId, int version, long holdDownSeconds, int flapsAt, int calmAt, long flapWindowSeconds,
      List<OpeningRule> opening, boolean silencesCritical) {
    static RulesView of(SignalRules set) {
      var rules = set.rules();
      return new RulesView(set.sourceId(), set.version(), rules.holdDown().toSeconds(), rules.flapsAt(),
          rules.calmAt(), rules.flapWindow().toSeconds(), rules.opening().rules(), rules.opening().silencesCritical());
    }
  }

  @GET
  @Path("/{source}")
  @Operation(summary = "How the signals of a source are held down, count as flapping and open incidents; 404 while the usual rules count")
  @RolesAllowed({INCIDENT_RESPONDER, PLATFORM_ENGINEER, GOVERNANCE_OFFICER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> read(String source) {
    return service.rules(current.get(), Refusal.id(source, WHAT))
        .map(found -> ok(Refusal.orNotFound(found, WHAT)));
  }

  @GET
  @Path("/{source}/history")
  @Operation(summary = "Every change of the rules of a source: who, when, why")
  @RolesAllowed({INCIDENT_RESPONDER, PLATFORM_ENGINEER, GOVERNANCE_OFFICER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> history(String source, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.rulesHistory(current.get(), Refusal.id(source, WHAT), page).map(found -> found.answer(here));
  }

  @POST
  @Path("/{source}")
  @Idempotent
  @Operation(summary = "Sets the rules of a source; the first ones need no If-Match", description = "opening says from which severity on its signals of a kind, or of all other kinds, open an incident by themselves, or NEVER; it goes before /v1/opening-rules. A rule that keeps critical signals from it needs silencesCritical: true.")
  @RolesAllowed({PLATFORM_ENGINEER, INCIDENT_RESPONDER})
  public Uni<Response> listen(String source, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull Listen request) {
    return service.listen(current.get().person(), Refusal.id(source, WHAT), condition, request.rules(),
        request.reason()).map(SignalRulesResource::ok);
  }

  private static Response ok(SignalRules rules) {
    return Answers.ok(RulesView.of(rules), rules.version());
  }
}
