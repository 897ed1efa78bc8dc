package io.aims.audit.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.audit.merkle.ConsistencyProof;
import io.aims.audit.merkle.Hash;
import io.aims.audit.merkle.InclusionProof;
import io.aims.audit.merkle.NodeId;
import io.aims.audit.merkle.NodeSource;
import io.aims.audit.merkle.Proofs;
import io.aims.audit.publication.Standing;
import io.aims.platform.inbox.Patience;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** Reads an organisation's ledger: its checkpoints, its entries and its proofs. */
@ApplicationScoped
public class Ledger {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private final Transactions transactions;
  private final LedgerEntries entries;
  private final LedgerTree tree;
  private final Standing standing;
  private final Patience patience;

  Ledger(Transactions transactions, LedgerEntries entries, LedgerTree tree, Standing standing, Patience patience) {
    this.transactions = transactions;
    this.entries = entries;
    this.tree = tree;
    this.standing = standing;
    this.patience = patience;
  }

  /** The proof, with the two hashes that it connects. */
  record Inclusion(InclusionProof proof, Hash leaf, Hash root) {}

  /** The proof, with the two roots that it connects. */
  record Consistency(ConsistencyProof proof, Hash firstRoot, Hash secondRoot) {}

  /** The newest checkpoint; null when nothing is published yet. */
  public Uni<@Nullable PublishedCheckpoint> latest(UUID tenant) {
    standing.refuseUnlessSound(tenant);
    return transactions.in(tenant, () -> tree.latest(tenant));
  }

  /** The checkpoint of exactly {@code size} entries. */
  public Uni<PublishedCheckpoint> checkpoint(UUID tenant, long size) {
    standing.refuseUnlessSound(tenant);
    return transactions.in(tenant, () -> tree.at(tenant, size))
        .map(found -> Refusal.orNotFound(found, "checkpoint"));
  }

  /**
   * The first checkpoint that covers everything sequenced by now; null when the ledger is empty. Waits for it, without a
   * transaction, and refuses as not ready when it takes too long.
   */
  public Uni<@Nullable PublishedCheckpoint> caughtUp(UUID tenant) {
    standing.refuseUnlessSound(tenant);
    return transactions.in(tenant, () -> entries.size(tenant))
        .chain(size -> size == 0 ? Uni.createFrom().nullItem() : covering(tenant, size));
  }

  private Uni<PublishedCheckpoint> covering(UUID tenant, long size) {
    return patience.await(PATIENCE, () -> latest(tenant).map(c -> c == null || c.size() < size ? null : c))
        .map(found -> {
          if (found == null) {
            throw new Refusal.NotReady("The ledger is still integrating recent events.", Duration.ofSeconds(2));
          }
          return found;
        });
  }

  Uni<Page<LedgerEntry>> list(UUID tenant, LedgerEntries.Filter filter, PageRequest page) {
    standing.refuseUnlessWhole(tenant);
    return transactions.in(tenant, () -> entries.list(tenant, filter, page.afterNumber(-1), Page.fetch(page)))
        .map(found -> Page.cut(found, page, LedgerEntry::index));
  }

  Uni<RecordedEvent> entry(UUID tenant, long index) {
    standing.refuseUnlessWhole(tenant);
    return transactions.in(tenant, () -> entries.at(tenant, index))
        .map(found -> Refusal.orNotFound(found, "ledger entry"));
  }

  /** The facts of at most {@code limit} entries of {@code scope} in ledger order, behind the index {@code after}. */
  public Uni<List<LedgerEntry>> entries(UUID tenant, Scope scope, long after, int limit) {
    standing.refuseUnlessWhole(tenant);
    return transactions.in(tenant, () -> entries.list(tenant, scope, after, limit));
  }

  /** The same with their bytes. */
  public Uni<List<RecordedEvent>> recorded(UUID tenant, Scope scope, long after, int limit) {
    return transactions.in(tenant, () -> entries.recorded(tenant, scope, after, limit));
  }

  /**
   * For each of {@code aggregates} that is known, the newest event among the first {@code size} entries that says what it is
   * called: its first one, or one of {@code types}.
   */
  public Uni<List<RecordedEvent>> naming(UUID tenant, List<UUID> aggregates, List<String> types, long size) {
    return aggregates.isEmpty()
        ? Uni.createFrom().item(List.of())
        : transactions.in(tenant, () -> entries.naming(tenant, aggregates, types, size));
  }

  /** The hashes of {@code needed}, for proofs that are computed from memory. */
  public Uni<NodeSource> nodes(UUID tenant, Set<NodeId> needed) {
    return transactions.in(tenant, () -> tree.nodes(tenant, needed));
  }

  /** That entry {@code index} is among the first {@code size}; null stands for the newest checkpoint's size. */
  Uni<Inclusion> inclusion(UUID tenant, long index, @Nullable Long size) {
    return published(tenant, "size", size).chain(head -> {
      if (index >= head) {
        throw new Refusal.Invalid("index", "must be below the size, which is " + head);
      }
      return compute(tenant, nodes -> new Inclusion(Proofs.inclusion(index, head, nodes),
          nodes.hash(new NodeId(0, index)), Proofs.root(head, nodes)));
    });
  }

  /** That the first {@code second} entries begin with the first {@code first}; null stands for the newest checkpoint's size. */
  Uni<Consistency> consistency(UUID tenant, long first, @Nullable Long second) {
    return published(tenant, "second", second).chain(head -> {
      if (first > head) {
        throw new Refusal.Invalid("first", "must not be above the second size, which is " + head);
      }
      return compute(tenant, nodes -> new Consistency(Proofs.consistency(first, head, nodes),
          Proofs.root(first, nodes), Proofs.root(head, nodes)));
    });
  }

  /** A size that was asked for, if a published checkpoint covers it. */
  private Uni<Long> published(UUID tenant, String field, @Nullable Long asked) {
    return latest(tenant).map(head -> {
      var size = Refusal.orNotFound(head, "checkpoint").size();
      if (asked != null && asked > size) {
        throw new Refusal.Invalid(field, "must not be above the published size, which is " + size);
      }
      return asked == null ? size : asked;
    });
  }

  /** Runs {@code computation} twice: once to learn which hashes it reads, once with those hashes. */
  private <T> Uni<T> compute(UUID tenant, Function<NodeSource, T> computation) {
    return nodes(tenant, Proofs.needed(computation::apply)).map(computation);
  }
}
