package io.aims.inventory.system;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GATE_READER;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.PLATFORM_ENGINEER;
import static io.aims.platform.identity.Role.RISK_OWNER;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Answers;
import io.aims.platform.web.Idempotent;
import io.aims.platform.web.IfMatch;
import io.aims.platform.web.MergePatch;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** {@code /v1/ai-systems}: the inventory of AI systems. */
@Path("/v1/ai-systems")
class AiSystemResource {
  private static final String WHAT = "AI system";
  @Inject
  CurrentCaller current;
  @Inject
  AiSystemService service;

  record MoveStage(@NotNull LifecycleStage to, @NotBlank @Size(max = 4000) String reason) {}

  record BindRuntime(@NotNull BindingKind kind, @Nullable @Size(max = 253) String cluster,
      @Nullable @Size(max = 253) String namespace, @Nullable @Size(max = 253) String workload,
      @Nullable @Size(max = 2000) String endpoint, @Nullable @Size(max = 253) String modelName,
      @Nullable @Size(max = 4000) String reason) {
    RuntimePlace place() {
      return new RuntimePlace(kind, cluster, namespace, workload, endpoint, modelName);
    }
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Idempotent
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER})
  @RequestBodySchema(AiSystemProfile.class)
  public Uni<Response> register(@NotNull JsonNode body) {
    return service.register(current.get(), body)
        .map(view -> Answers.created("/ai-systems/" + view.id(), view, view.version()));
  }

  @GET
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INCIDENT_RESPONDER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR,
      PLATFORM_ENGINEER, GATE_READER})
  public Uni<Response> list(@BeanParam @Valid PageRequest page, @QueryParam("stage") @Nullable LifecycleStage stage,
      @QueryParam("domain") @Nullable Domain domain, @QueryParam("ownerId") @Nullable UUID ownerId,
      @Context UriInfo here) {
    return service.list(current.get(), new AiSystems.Filter(stage, domain, ownerId), page)
        .map(found -> found.answer(here));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INCIDENT_RESPONDER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR,
      PLATFORM_ENGINEER, GATE_READER})
  public Uni<Response> read(String id) {
    return service.read(current.get(), Refusal.id(id, WHAT)).map(AiSystemResource::ok);
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER})
  @RequestBodySchema(AiSystemProfile.class)
  public Uni<Response> change(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @NotNull JsonNode patch) {
    return service.change(current.get(), Refusal.id(id, WHAT), condition, patch).map(AiSystemResource::ok);
  }

  @POST
  @Path("/{id}/stage")
  @Idempotent
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER})
  public Uni<Response> moveStage(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull MoveStage request) {
    return service.moveTo(current.get().person(), Refusal.id(id, WHAT), condition, request.to(), request.reason())
        .map(AiSystemResource::ok);
  }

  @POST
  @Path("/{id}/bindings")
  @Idempotent
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, PLATFORM_ENGINEER})
  public Uni<Response> bind(String id, @HeaderParam("If-Match") @Nullable IfMatch condition,
      @Valid @NotNull BindRuntime request) {
    return service.bind(current.get(), Refusal.id(id, WHAT), condition, request.place(), request.reason())
        .map(AiSystemResource::ok);
  }

  @DELETE
  @Path("/{id}/bindings/{bindingId}")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, PLATFORM_ENGINEER})
  public Uni<Response> unbind(String id, String bindingId, @HeaderParam("If-Match") @Nullable IfMatch condition) {
    return service.unbind(current.get(), Refusal.id(id, WHAT), condition, Refusal.id(bindingId, "runtime binding"))
        .map(AiSystemResource::ok);
  }

  @GET
  @Path("/{id}/history")
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> history(String id, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.history(current.get(), Refusal.id(id, WHAT), page).map(found -> found.answer(here));
  }

  private static Response ok(AiSystemView view) {
    return Answers.ok(view, view.version());
  }
}
