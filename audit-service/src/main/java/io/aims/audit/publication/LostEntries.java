package io.aims.audit.publication;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.aims.audit.merkle.Frontier;
import io.aims.audit.merkle.Hash;
import io.aims.audit.merkle.Proofs;
import io.aims.audit.note.Checkpoint;
import io.aims.audit.publication.Trees.Place;

/**
 * Entries that were published and that a restored backup does not know: their places are reserved, by the order that was
 * kept outside, and each goes to its place when its event comes again. What is new goes behind them. Blocking.
 */
final class LostEntries {
  private final Trees trees;
  private final OrderFile order;
  private final int batch;
  /** What was found last for each organisation that can't be put back; looked at again when something has changed. */
  private final Map<UUID, Finding> findings = new ConcurrentHashMap<>();

  LostEntries(Trees trees, OrderFile order, int batch) {
    this.trees = trees;
    this.order = order;
    this.batch = batch;
  }

  private record Finding(Checkpoint seen, Trees.Tree tree, long sequenced, String file, String why) {}

  /**
   * Reserves what lacks of the first {@code seen.size()} entries.
   *
   * @throws UnsoundLedger when the order of those is not known, or the database holds others than these
   */
  void reserve(Connection worker, UUID tenant, Checkpoint seen) throws SQLException, IOException, UnsoundLedger {
    var tree = trees.read(worker, tenant);
    var sequenced = trees.sequenced(worker, tenant);
    var file = order.state(tenant);
    var earlier = findings.get(tenant);
    if (earlier != null && earlier.equals(new Finding(seen, tree, sequenced, file, earlier.why()))) {
      throw new UnsoundLedger(earlier.why());
    }
    try {
      refuseUnlessOrderIsThatOf(worker, tree, seen);
      OneTransaction.of(worker, () -> reserve(worker, tree, seen));
      findings.remove(tenant);
    } catch (IOException e) {
      throw found(tenant, new Finding(seen, tree, sequenced, file,
          "The order in which entries were published can't be read (%s). Put its file right."
              .formatted(e.getClass().getSimpleName())));
    } catch (UnsoundLedger e) {
      throw found(tenant, new Finding(seen, tree, sequenced, file, e.getMessage()));
    }
  }

  private UnsoundLedger found(UUID tenant, Finding finding) {
    findings.put(tenant, finding);
    return new UnsoundLedger(finding.why());
  }

  /** Reads the whole file, without a transaction: nothing waits for that. */
  private void refuseUnlessOrderIsThatOf(Connection worker, Trees.Tree tree, Checkpoint seen)
      throws SQLException, IOException, UnsoundLedger {
    if (order.size(tree.tenant()) < seen.size()) {
      throw new UnsoundLedger(
          ("A checkpoint of %d entries was published, but the database holds only %d, and the order of "
              + "the others was not kept. It was restored from an older backup; restore a newer one.")
              .formatted(seen.size(),
                  tree.size()));
    }
    if (tree.size() > 0) {
      refuseOther(worker, tree, order.tree(tree.tenant(), tree.size(), batch));
    }
    if (!order.isThatOf(tree.tenant(), seen, batch)) {
      throw new UnsoundLedger("The order that was kept outside is not that of the checkpoint that was published.");
    }
  }

  private void refuseOther(Connection worker, Trees.Tree tree, Frontier asKept) throws SQLException, UnsoundLedger {
    var needed = Proofs.needed(nodes -> Proofs.root(tree.size(), nodes));
    if (!Proofs.root(tree.size(), trees.nodes(worker, tree.tenant(), needed)).equals(asKept.root())) {
      throw others();
    }
  }

  /** Nothing is sequenced meanwhile. */
  private boolean reserve(Connection worker, Trees.Tree tree, Checkpoint seen)
      throws SQLException, IOException, UnsoundLedger {
    var tenant = tree.tenant();
    var sequenced = trees.lockLedger(worker, tenant);
    for (var next = tree.size(); next < seen.size(); next += batch) {
      var leaves = order.read(tenant, next, (int) Math.min(batch, seen.size() - next));
      refuseOthers(worker, tenant, next, leaves);
      trees.reserve(worker, tenant, places(next, leaves, sequenced));
    }
    trees.sequencedUpTo(worker, tenant, seen.size());
    return true;
  }

  private static List<Place> places(long first, List<Hash> leaves, long sequenced) {
    var places = new ArrayList<Place>();
    for (var i = 0; i < leaves.size(); i++) {
      if (first + i >= sequenced) {
        places.add(new Place(first + i, leaves.get(i)));
      }
    }
    return places;
  }

  private void refuseOthers(Connection worker, UUID tenant, long first, List<Hash> leaves)
      throws SQLException, UnsoundLedger {
    for (var held : trees.entries(worker, tenant, first, first + leaves.size())) {
      if (!held.leaf().equals(leaves.get((int) (held.index() - first)))) {
        throw others();
      }
    }
  }

  private static UnsoundLedger others() {
    return new UnsoundLedger(
        "The entries of the database are not those that were published: an older backup was restored "
            + "and has grown since, or entries were altered.");
  }
}
