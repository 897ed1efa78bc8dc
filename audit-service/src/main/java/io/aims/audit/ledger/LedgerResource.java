package io.aims.audit.ledger;

import static io.aims.platform.identity.Role.EXTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.GOVERNANCE_OFFICER;
import static io.aims.platform.identity.Role.INTERNAL_AUDITOR;
import static io.aims.platform.identity.Role.PLATFORM_ENGINEER;

import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jspecify.annotations.Nullable;

import io.aims.audit.merkle.Hash;
import io.aims.audit.publication.LedgerKeys;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** {@code /v1/ledger}: what was recorded, and the means to check it without trusting us (RFC 6962, C2SP signed notes). */
@Path("/v1/ledger")
class LedgerResource {
  private static final String TEXT = MediaType.TEXT_PLAIN + ";charset=UTF-8";
  private static final String EVENT = "application/cloudevents+json";
  @Inject
  CurrentCaller current;
  @Inject
  Ledger ledger;
  @Inject
  LedgerKeys keys;

  /** Hashes in base64, those of the path from the leaf upwards. */
  record InclusionView(long index, long size, String leafHash, String rootHash, List<String> hashes) {
    static InclusionView of(Ledger.Inclusion found) {
      return new InclusionView(found.proof().index(), found.proof().size(), found.leaf().base64(),
          found.root().base64(), found.proof().path().stream().map(Hash::base64).toList());
    }
  }

  /** Hashes in base64, in the order of RFC 6962 section 2.1.2. */
  record ConsistencyView(long first, long second, String firstRootHash, String secondRootHash, List<String> hashes) {
    static ConsistencyView of(Ledger.Consistency found) {
      return new ConsistencyView(found.proof().first(), found.proof().second(), found.firstRoot().base64(),
          found.secondRoot().base64(), found.proof().path().stream().map(Hash::base64).toList());
    }
  }

  @GET
  @Path("/checkpoint")
  @Produces(TEXT)
  @RolesAllowed({GOVERNANCE_OFFICER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR, PLATFORM_ENGINEER})
  public Uni<Response> checkpoint() {
    return ledger.latest(current.get().tenant())
        .map(found -> Refusal.orNotFound(found, "checkpoint"))
        .map(found -> Response.ok(found.text()).tag(Long.toString(found.size())).build());
  }

  @GET
  @Path("/key")
  @Produces(TEXT)
  @RolesAllowed({GOVERNANCE_OFFICER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR, PLATFORM_ENGINEER})
  public Uni<Response> key() {
    return keys.signer(current.get().tenant())
        .map(signer -> Response.ok(signer.verifier().vkey() + "\n").tag(signer.verifier().idHex()).build());
  }

  @GET
  @Path("/entries")
  @RolesAllowed({GOVERNANCE_OFFICER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> entries(@BeanParam @Valid PageRequest page,
      @QueryParam("correlationId") @Nullable UUID correlationId, @QueryParam("aggregateId") @Nullable UUID aggregateId,
      @QueryParam("type") @Nullable String type, @Context UriInfo here) {
    return ledger.list(current.get().tenant(), new LedgerEntries.Filter(correlationId, aggregateId, type), page)
        .map(found -> found.answer(here));
  }

  @GET
  @Path("/entries/{index}")
  @Produces(EVENT)
  @RolesAllowed({GOVERNANCE_OFFICER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<Response> entry(String index) {
    return ledger.entry(current.get().tenant(), place(index))
        .map(found -> Response.ok(found.body()).tag(found.entry().leafHash()).build());
  }

  @GET
  @Path("/proofs/inclusion")
  @RolesAllowed({GOVERNANCE_OFFICER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<InclusionView> inclusion(@QueryParam("index") @NotNull @Min(0) Long index,
      @QueryParam("size") @Min(1) @Nullable Long size) {
    return ledger.inclusion(current.get().tenant(), index, size).map(InclusionView::of);
  }

  @GET
  @Path("/proofs/consistency")
  @RolesAllowed({GOVERNANCE_OFFICER, INTERNAL_AUDITOR, EXTERNAL_AUDITOR})
  public Uni<ConsistencyView> consistency(@QueryParam("first") @NotNull @Min(0) Long first,
      @QueryParam("second") @Min(0) @Nullable Long second) {
    return ledger.consistency(current.get().tenant(), first, second).map(ConsistencyView::of);
  }

  /** Anything that is no index is an unknown entry. */
  private static long place(String index) {
    if (!index.matches("0|[1-9][0-9]{0,17}")) {
      throw new Refusal.NotFound("ledger entry");
    }
    return Long.parseLong(index);
  }
}
