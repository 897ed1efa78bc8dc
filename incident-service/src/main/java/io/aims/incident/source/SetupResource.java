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
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

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

  private static final String SHARED = "Many systems share this source. Let each alert name its own as the inventory knows it"
      + " (reference, name, workload, endpoint or model), or by something that the source's mapping has a rule for;"
      + " what names none waits in /v1/unmapped-signals.";

  /**
   * @param hook the address that deliveries go to
   * @param note what senders of a shared source have to know; absent for one that is bound to a system
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SenderSetup(URI hook, @Nullable String note, List<CodeBlock> blocks) {}

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({GOVERNANCE_OFFICER, PLATFORM_ENGINEER})
  public Uni<SenderSetup> read(String source) {
    return service.read(current.get(), Refusal.id(source, HookSourceResource.WHAT)).map(this::view);
  }

  @GET
  @Produces(MediaType.TEXT_PLAIN)
  @Operation(operationId = "SetupResource_read", summary = "What to copy into the sender, without secrets")
  @RolesAllowed({GOVERNANCE_OFFICER, PLATFORM_ENGINEER})
  public Uni<String> copy(String source) {
    return read(source).map(view -> (view.note() == null ? "" : "# " + view.note() + "\n\n") + view.blocks()
        .stream()
        .map(block -> "# " + block.title() + "\n\n" + block.code())
        .collect(Collectors.joining("\n")));
  }

  private SenderSetup view(HookSourceView source) {
    var hook = config.gateway().resolve(source.hook());
    return new SenderSetup(hook, source.systemId() == null ? SHARED : null,
        Setup.of(source.profile(), source.authentication(), hook, config.tokens(), source.name()));
  }
}
