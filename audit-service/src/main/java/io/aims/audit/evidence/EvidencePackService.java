package io.aims.audit.evidence;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.audit.ledger.Ledger;
import io.aims.audit.pack.WrittenPack;
import io.aims.audit.trace.Traces;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.event.History;
import io.aims.platform.event.References;
import io.aims.platform.identity.Caller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.time.Ids;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Issues evidence packs and makes their content. */
@ApplicationScoped
class EvidencePackService {
  private static final Logger LOG = Logger.getLogger(EvidencePackService.class);
  private final Transactions transactions;
  private final EvidencePacks packs;
  private final PackContents contents;
  private final Ledger ledger;
  private final Traces traces;
  private final EventLog eventLog;
  private final References references;
  private final History history;
  private final ObjectMapper mapper;
  private final Ids ids;
  private final Clock clock;

  EvidencePackService(Transactions transactions, EvidencePacks packs, PackContents contents, Ledger ledger,
      Traces traces, EventLog eventLog, References references, History history, ObjectMapper mapper, Ids ids,
      Clock clock) {
    this.transactions = transactions;
    this.packs = packs;
    this.contents = contents;
    this.ledger = ledger;
    this.traces = traces;
    this.eventLog = eventLog;
    this.references = references;
    this.history = history;
    this.mapper = mapper;
    this.ids = ids;
    this.clock = clock;
  }

  /** Waits until a checkpoint covers what is in the ledger now. Apart from {@link #issue}, so that no transaction is held. */
  Uni<Void> caughtUp(Caller caller) {
    return ledger.caughtUp(caller.tenant()).replaceWithVoid();
  }

  /** Issues a pack that is bound to the newest checkpoint. */
  Uni<EvidencePackView> issue(Caller caller, IssueEvidencePack request) {
    return transactions.in(caller.tenant(), () -> plan(caller, request.caseId())
        .chain(plan -> rehearse(plan).chain(written -> references.next(caller.tenant(), "EP").chain(reference -> {
          var pack = EvidencePack.issue(reference, plan, written, caller.personId(), request.reason());
          return eventLog.record(pack, pack.issued(), Cause.of(caller, request.reason()).inCase(request.caseId()));
        })))
        .map(EvidencePackView::of));
  }

  private Uni<PackPlan> plan(Caller caller, @Nullable UUID caseId) {
    return ledger.latest(caller.tenant()).chain(head -> {
      if (head == null) {
        throw new Refusal.NotAllowedNow("issue", "EMPTY", Set.of());
      }
      return trace(caller.tenant(), caseId, head.size())
          .map(trace -> new PackPlan(ids.next(), caller.tenant(), caseId, clock.instant(), head, trace));
    });
  }

  private Uni<byte @Nullable []> trace(UUID tenant, @Nullable UUID caseId, long size) {
    if (caseId == null) {
      return Uni.createFrom().nullItem();
    }
    return traces.of(tenant, caseId, size).map(trace -> {
      if (trace == null) {
        throw new Refusal.UnknownReference("caseId");
      }
      try {
        return mapper.writeValueAsBytes(trace);
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  /** The writer notices entries that are not what the ledger recorded; such a pack is not issued. */
  private Uni<WrittenPack> rehearse(PackPlan plan) {
    return contents.rehearse(plan).onFailure(IllegalStateException.class).transform(e -> {
      LOG.errorf("The ledger of organisation %s does not give a pack: %s", plan.tenant(), e.getMessage());
      return new Refusal.NotReady("No pack can be made of this ledger: " + e.getMessage() + ".", Duration.ofMinutes(5));
    });
  }

  /** A pack and its bytes, which are made while they are read. */
  record Content(EvidencePackView pack, Multi<byte[]> pieces) {}

  Uni<Content> content(Caller caller, UUID id) {
    return transactions.in(caller.tenant(), () -> packs.get(id))
        .chain(pack -> ledger.checkpoint(caller.tenant(), pack.treeSize())
            .map(head -> new Content(EvidencePackView.of(pack), contents.pieces(new PackPlan(pack.id(), pack.tenant(),
                pack.caseId(), pack.issuedAt(), head, pack.trace())))));
  }

  Uni<EvidencePackView> read(Caller caller, UUID id) {
    return transactions.in(caller.tenant(), () -> packs.get(id).map(EvidencePackView::of));
  }

  Uni<Page<EvidencePackView.Summary>> list(Caller caller, @Nullable UUID caseId, PageRequest page) {
    return transactions.in(caller.tenant(), () -> packs.list(caseId, page));
  }

  Uni<Page<History.Entry>> history(Caller caller, UUID id, PageRequest page) {
    return transactions.in(caller.tenant(), () -> history.of(caller.tenant(), id, "evidence pack", page));
  }
}
