package io.aims.risk.controls;

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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;

/** {@code /v1/controls}: the control catalogue, the same for every organisation. */
@Path("/v1/controls")
class ControlResource {
  @Inject
  ControlCatalogue catalogue;

  /** A control with its place in the catalogue, by which lists are paged. */
  record Numbered(int number, Control control) {}

  @GET
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INCIDENT_RESPONDER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR,
      EMPLOYEE, PLATFORM_ENGINEER})
  public Response list(@BeanParam @Valid PageRequest page, @Context UriInfo here) {
    var controls = catalogue.all();
    var after = Math.clamp(page.afterNumber(0), 0, controls.size());
    var rest = IntStream.range(after, controls.size())
        .mapToObj(i -> new Numbered(i + 1, controls.get(i)))
        .limit(Page.fetch(page))
        .toList();
    return Page.cut(rest, page, Numbered::number).map(Numbered::control).answer(here);
  }
}
