package io.aims.audit.requirements;

import static io.aims.platform.identity.Role.EMPLOYEE;
import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.PLATFORM_ENGINEER;
import static io.aims.platform.identity.Role.RISK_OWNER;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import java.util.stream.IntStream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jspecify.annotations.Nullable;

import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;

/** {@code /v1/requirements}: what the standard asks for, the same for every organisation. */
@Path("/v1/requirements")
class RequirementResource {
  @Inject
  RequirementCatalogue catalogue;

  /** A node with its place in the catalogue, which is what the list is sorted by. */
  private record Placed(int place, Requirement requirement) {}

  @GET
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INCIDENT_RESPONDER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR,
      EMPLOYEE, PLATFORM_ENGINEER})
  public Response list(@BeanParam @Valid PageRequest page, @QueryParam("kind") Requirement.@Nullable Kind kind,
      @Context UriInfo here) {
    var all = catalogue.all();
    var first = (int) Math.clamp(page.afterNumber(-1) + 1, 0, all.size());
    var found = IntStream.range(first, all.size())
        .mapToObj(place -> new Placed(place, all.get(place)))
        .filter(placed -> kind == null || placed.requirement().kind() == kind)
        .limit(Page.fetch(page))
        .toList();
    return Page.cut(found, page, Placed::place).map(Placed::requirement).answer(here);
  }
}
