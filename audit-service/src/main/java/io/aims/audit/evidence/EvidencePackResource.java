package io.aims.audit.evidence;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Answers;
import io.aims.platform.web.Idempotent;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** {@code /v1/evidence-packs}: issue a pack, read about it, fetch it. */
@Path("/v1/evidence-packs")
class EvidencePackResource {
  private static final String WHAT = "evidence pack";
  @Inject
  CurrentCaller current;
  @Inject
  EvidencePackService service;

  @POST
  @RolesAllowed({GOVERNANCE_OFFICER, INTERNAL_AUDITOR})
  public Uni<Response> issue(@Valid @NotNull IssueEvidencePack request) {
    return service.caughtUp(current.get().person()).chain(() -> issueNow(request));
  }

  /** The part that an Idempotency-Key covers: a transaction is open from here on, and no longer. */
  @Idempotent
  Uni<Response> issueNow(IssueEvidencePack request) {
    return service.issue(current.get(), request)
        .map(view -> Answers.created("/evidence-packs/" + view.id(), view, view.version()));
  }

  @GET
  @RolesAllowed({GOVERNANCE_OFFICER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> list(@BeanParam @Valid PageRequest page, @QueryParam("caseId") @Nullable UUID caseId,
      @Context UriInfo here) {
    return service.list(current.get(), caseId, page).map(found -> found.answer(here));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({GOVERNANCE_OFFICER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> read(String id) {
    return service.read(current.get(), Refusal.id(id, WHAT)).map(view -> Answers.ok(view, view.version()));
  }

  /** The zip file, made from the ledger while it is sent; {@code Repr-Digest} is that of RFC 9530. */
  @GET
  @Path("/{id}/content")
  @Produces("application/zip")
  @RolesAllowed({GOVERNANCE_OFFICER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public RestMulti<byte[]> content(String id) {
    return RestMulti.fromUniResponse(service.content(current.get(), Refusal.id(id, WHAT)),
        EvidencePackService.Content::pieces, content -> headers(content.pack()));
  }

  private static Map<String, List<String>> headers(EvidencePackView pack) {
    var digest = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(pack.sha256()));
    return Map.of(
        HttpHeaders.CONTENT_DISPOSITION, List.of("attachment; filename=\"" + pack.reference() + ".zip\""),
        HttpHeaders.ETAG, List.of("\"" + pack.sha256() + "\""),
        "Repr-Digest", List.of("sha-256=:" + digest + ":"));
  }

  @GET
  @Path("/{id}/history")
  @RolesAllowed({GOVERNANCE_OFFICER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> history(String id, @BeanParam @Valid PageRequest page, @Context UriInfo here) {
    return service.history(current.get(), Refusal.id(id, WHAT), page).map(found -> found.answer(here));
  }
}
