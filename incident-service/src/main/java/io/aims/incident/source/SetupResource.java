package io.aims.incident.source;

import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.PLATFORM_ENGINEER;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;

import io.aims.incident.setup.Setup;
import io.aims.incident.setup.Setup.CodeBlock;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.smallrye.mutiny.Uni;

/** {@code /v1/hook-sources/{id}/setup}: what to copy into the sender, without secrets. */
@Path("/v1/hook-sources/{source}/setup")
class SetupResource {
  @Inject
  CurrentCaller current;
  @Inject
  HookSourceService service;
  @Inject
  SetupConfig config;

  /** @param hook the address that deliveries go to */
  record View(URI hook, List<CodeBlock> blocks) {}

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({GOVERNANCE_OFFICER, PLATFORM_ENGINEER})
  public Uni<View> read(String source) {
    return service.read(current.get(), Refusal.id(source, HookSourceResource.WHAT)).map(this::view);
  }

  @GET
  @Produces(MediaType.TEXT_PLAIN)
  @Operation(operationId = "SetupResource_read", summary = "What to copy into the sender, without secrets")
  @RolesAllowed({GOVERNANCE_OFFICER, PLATFORM_ENGINEER})
  public Uni<String> copy(String source) {
    return read(source).map(view -> view.blocks()
        .stream()
        .map(block -> "# " + block.title() + "\n\n" + block.code())
        .collect(Collectors.joining("\n")));
  }

  private View view(HookSourceView source) {
    var hook = config.gateway().resolve(source.hook());
    return new View(hook, Setup.of(source.profile(), source.authentication(), hook, config.tokens(), source.name()));
  }
}
