package io.aims.incident.concern;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Uni;

/** {@code /v1/concerns/follow-up}: the way back to a concern that was raised without a name, by its receipt. */
@Path("/v1/concerns/follow-up")
class FollowUpResource {
  @Inject
  AnonymousService service;

  record Receipt(@NotBlank @Size(max = 200) String handle, @NotBlank @Size(max = 100) String code) {}

  record FollowUpMessage(@NotBlank @Size(max = 200) String handle, @NotBlank @Size(max = 100) String code,
      @NotBlank @Size(max = 15000) String text, @Nullable Boolean retaliation) {}

  /** A POST, so that the code stands in no address and no log of addresses. */
  @POST
  @PermitAll
  public Uni<ReporterView> read(@Valid @NotNull Receipt receipt) {
    return service.read(receipt.handle(), receipt.code());
  }

  @POST
  @Path("/messages")
  @PermitAll
  public Uni<ReporterView> add(@Valid @NotNull FollowUpMessage message) {
    return service.add(message.handle(), message.code(),
        new Intake.AddMessage(message.text(), message.retaliation()));
  }
}
