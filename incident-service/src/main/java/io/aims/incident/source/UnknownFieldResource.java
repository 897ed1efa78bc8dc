package io.aims.incident.source;

import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.PLATFORM_ENGINEER;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** {@code /v1/hook-sources/{id}/unknown-fields}: what its vendor sends that nobody reads here yet. */
@Path("/v1/hook-sources/{source}/unknown-fields")
class UnknownFieldResource {
  @Inject
  CurrentCaller current;
  @Inject
  Transactions transactions;
  @Inject
  HookSources sources;
  @Inject
  HookActivities activities;
  @Inject
  UnknownFields fields;

  /** @param more how often there was one that has given way to others since, or found no place */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record UnknownFieldList(List<UnknownField.View> items, @Nullable String nextCursor, long more) {}

  @GET
  @RolesAllowed({GOVERNANCE_OFFICER, PLATFORM_ENGINEER, INCIDENT_RESPONDER, INTERNAL_AUDITOR})
  public Uni<Response> list(String source, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    var id = Refusal.id(source, HookSourceResource.WHAT);
    return transactions.in(current.get().tenant(),
        () -> sources.get(id)
            .chain(known -> activities.findById(id)
                .chain(activity -> fields.list(id, known.profile(), page)
                    .map(found -> answer(found, activity == null ? 0 : activity.moreUnknownFields(), here)))));
  }

  private static Response answer(Page<UnknownField.View> page, long more, UriInfo here) {
    return Response.fromResponse(page.answer(here))
        .entity(new UnknownFieldList(page.items(), page.nextCursor(), more))
        .build();
  }
}
