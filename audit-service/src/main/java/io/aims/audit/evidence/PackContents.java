package io.aims.audit.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.audit.ledger.Ledger;
import io.aims.audit.ledger.LedgerEntry;
import io.aims.audit.ledger.RecordedEvent;
import io.aims.audit.merkle.Hash;
import io.aims.audit.merkle.NodeSource;
import io.aims.audit.merkle.Proofs;
import io.aims.audit.pack.EntryLine;
import io.aims.audit.pack.Manifest;
import io.aims.audit.pack.PackWriter;
import io.aims.audit.pack.WrittenPack;
import io.aims.audit.publication.LedgerKeys;
import io.aims.platform.note.NoteSigner;
import io.aims.platform.refusal.Refusal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Makes the bytes of a pack from the ledger, piece by piece: each piece is one short read, so that a slow receiver holds no
 * transaction and no more than one piece in memory. The same plan gives the same bytes.
 */
@ApplicationScoped
class PackContents {
  /** What the format allows. */
  private static final int MOST_ENTRIES = Manifest.Draft.MOST_ENTRIES;
  private static final int LINES_PER_READ = 2000;
  private static final int ENTRIES_PER_PIECE = 64;
  private final Ledger ledger;
  private final LedgerKeys keys;

  PackContents(Ledger ledger, LedgerKeys keys) {
    this.ledger = ledger;
    this.keys = keys;
  }

  /** The pieces of the pack; fails, and so leaves it visibly incomplete, when the ledger is not what it was. */
  Multi<byte[]> pieces(PackPlan plan) {
    return assembly(plan).onItem().transformToMulti(Assembly::pieces);
  }

  /** Writes the pack into nothing, to learn how large it is and what it hashes to. */
  Uni<WrittenPack> rehearse(PackPlan plan) {
    return assembly(plan)
        .chain(assembly -> assembly.pieces().onItem().ignoreAsUni().map(done -> assembly.written()));
  }

  private Uni<Assembly> assembly(PackPlan plan) {
    return keys.signer(plan.tenant())
        .chain(signer -> draft(plan, new Manifest.Draft(plan.header()), -1, 0)
            .map(draft -> new Assembly(plan, draft, signer)));
  }

  /** Reads the list of what goes into the pack. */
  private Uni<Manifest.Draft> draft(PackPlan plan, Manifest.Draft draft, long after, int count) {
    return ledger.entries(plan.tenant(), plan.scope(), after, LINES_PER_READ).chain(page -> {
      if (count + page.size() > MOST_ENTRIES) {
        throw new Refusal.Invalid("caseId",
            "must be given: a pack holds at most " + MOST_ENTRIES + " entries, and there are more");
      }
      page.forEach(entry -> draft.add(line(entry)));
      return page.size() < LINES_PER_READ
          ? Uni.createFrom().item(draft)
          : draft(plan, draft, page.getLast().index(), count + page.size());
    });
  }

  private static EntryLine line(LedgerEntry entry) {
    return new EntryLine(entry.index(), Hash.parseBase64(entry.leafHash()), entry.eventId().toString(), entry.type());
  }

  /** A pack in the making. */
  private final class Assembly {
    private final PackPlan plan;
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
    private final PackWriter writer;
    private long last = -1;
    private @Nullable WrittenPack written;

    Assembly(PackPlan plan, Manifest.Draft draft, NoteSigner signer) {
      this.plan = plan;
      try {
        this.writer = PackWriter.begin(piece, draft, plan.head().note(), signer, plan.trace());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Null until the last piece is out. */
    @Nullable
    WrittenPack written() {
      return written;
    }

    Multi<byte[]> pieces() {
      return Multi.createBy().repeating().uni(this::next).whilst(piece -> written == null);
    }

    private Uni<byte[]> next() {
      return ledger.recorded(plan.tenant(), plan.scope(), last, ENTRIES_PER_PIECE)
          .chain(page -> proofs(page).map(nodes -> write(page, nodes)));
    }

    /** A whole ledger proves itself; the entries of a case each need a path to the root. */
    private Uni<NodeSource> proofs(List<RecordedEvent> page) {
      if (plan.caseId() == null || page.isEmpty()) {
        return Uni.createFrom().item(NodeSource.of(Map.of()));
      }
      return ledger.nodes(plan.tenant(), Proofs.needed(nodes -> page.forEach(
          recorded -> Proofs.inclusion(recorded.entry().index(), plan.head().size(), nodes))));
    }

    private byte[] write(List<RecordedEvent> page, NodeSource nodes) {
      try {
        for (var recorded : page) {
          last = recorded.entry().index();
          if (plan.caseId() == null) {
            writer.entry(recorded.body());
          } else {
            writer.entry(recorded.body(), Proofs.inclusion(last, plan.head().size(), nodes));
          }
        }
        if (page.size() < ENTRIES_PER_PIECE) {
          written = writer.finish();
        }
        return piece.toByteArray();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        piece.reset();
      }
    }
  }
}
