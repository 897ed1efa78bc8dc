package io.aims.inventory.notice;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INCIDENT_RESPONDER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.PLATFORM_ENGINEER;
import static io.aims.platform.identity.Role.RISK_OWNER;
import static io.aims.platform.identity.Role.SYSTEM_OWNER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import io.aims.inventory.system.AiSystemRegister;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** {@code /v1/ai-systems/{id}/notices}: what registries have told of the models, data sets and prompts behind a system. */
@Path("/v1/ai-systems/{system}/notices")
class NoticeResource {
  @Inject
  CurrentCaller current;
  @Inject
  Transactions transactions;
  @Inject
  AiSystemRegister systems;
  @Inject
  ModelNotices notices;

  @GET
  @RolesAllowed({GOVERNANCE_OFFICER, SYSTEM_OWNER, RISK_OWNER, INCIDENT_RESPONDER, PLATFORM_ENGINEER, INTERNAL_AUDITOR,
      EXTERNAL_AUDITOR})
  public Uni<Response> list(String system, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    var id = Refusal.id(system, AiSystemRegister.WHAT);
    return transactions.in(current.get().tenant(), () -> systems.require(id).chain(() -> notices.list(id, page)))
        .map(found -> found.answer(here));
  }
}
