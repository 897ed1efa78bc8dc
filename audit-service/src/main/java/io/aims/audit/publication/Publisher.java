package io.aims.audit.publication;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

import io.aims.audit.merkle.Frontier;
import io.aims.audit.merkle.Proofs;
import io.aims.audit.note.Checkpoint;
import io.aims.audit.note.InvalidNote;
import io.aims.audit.note.SignedNote;

/**
 * Takes entries from sequenced to integrated to published, each step a commit of its own and in this order: a checkpoint
 * leaves the house only when the tree it speaks of is durable, and it is shown by the API only when it has left. Wherever a
 * crash cuts in, the next round goes on from what is there.
 *
 * <p>Several processes may run this at once: the row of an organisation's tree lets one of them in. Blocking.
 */
final class Publisher {
  private final DataSource database;
  private final Trees trees = new Trees();
  private final CheckpointFolder outside;
  private final LedgerKeys keys;
  private final Standing standing;
  private final Clock clock;
  private final int batch;

  Publisher(DataSource database, CheckpointFolder outside, LedgerKeys keys, Standing standing, Clock clock, int batch) {
    this.database = database;
    this.outside = outside;
    this.keys = keys;
    this.standing = standing;
    this.clock = clock;
    this.batch = batch;
  }

  /** Compares every checkpoint that ever left with the database; to be done before anything is answered. */
  void examine() throws SQLException, IOException {
    try (var worker = database.getConnection()) {
      for (var tenant : outside.tenants()) {
        examine(worker, tenant);
      }
    }
    standing.examined();
  }

  private void examine(Connection worker, UUID tenant) throws SQLException, IOException {
    judge(tenant, () -> {
      // The file first: whatever it covers was integrated before it was written.
      var published = latest(tenant);
      refuseIfContradicted(worker, published, trees.read(worker, tenant));
      return published;
    });
  }

  /**
   * Integrates and publishes what is waiting, for all organisations, and looks whether unsound ledgers were put right. What
   * can't be written for one organisation fails the round only when the others have had theirs.
   */
  void round() throws SQLException, IOException {
    IOException failure = null;
    try (var worker = database.getConnection()) {
      var behind = trees.behind(worker);
      for (var tenant : standing.reasons().keySet()) {
        if (!behind.contains(tenant)) {
          examine(worker, tenant);
        }
      }
      for (var tenant : behind) {
        try {
          judge(tenant, () -> {
            while (integrate(worker, tenant) == batch) {
              // the next batch is a transaction of its own
            }
            return publish(worker, tenant);
          });
        } catch (IOException e) {
          failure = e;
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** One organisation's broken ledger must not keep the others from being published. */
  private void judge(UUID tenant, Work<?> work) throws SQLException, IOException {
    try {
      work.run();
    } catch (UnsoundLedger | InvalidNote | IllegalStateException e) {
      standing.unsound(tenant, e.getMessage());
    }
  }

  /** Adds the next batch to the tree; the number of entries that it had. */
  private int integrate(Connection worker, UUID tenant) throws SQLException, IOException, UnsoundLedger {
    return inTransaction(worker, () -> {
      var tree = trees.lock(worker, tenant).orElse(null);
      if (tree == null) {
        return 0;
      }
      var leaves = trees.nextLeaves(worker, tree, batch);
      if (!leaves.isEmpty()) {
        var growth = frontier(worker, tree).append(leaves);
        trees.grow(worker, tree, growth.nodes(), growth.frontier().size());
      }
      return leaves.size();
    });
  }

  /** Signs a checkpoint of the whole tree, first outside of the database, then inside; false when there was nothing to do. */
  private boolean publish(Connection worker, UUID tenant) throws SQLException, IOException, UnsoundLedger {
    return inTransaction(worker, () -> {
      var tree = trees.lock(worker, tenant).orElse(null);
      if (tree == null || tree.size() == tree.published()) {
        return false;
      }
      refuseIfContradicted(worker, latest(tenant), tree);
      var checkpoint = new Checkpoint(Checkpoint.origin(tenant), tree.size(), frontier(worker, tree).root());
      var note = checkpoint.sign(keys.signerNow(tenant));
      outside.publish(tenant, note);
      trees.published(worker, tenant, checkpoint, note, clock.instant());
      return true;
    });
  }

  /** What was published last; what can't be read can't be compared, and nothing may be published beyond it. */
  private Optional<SignedNote> latest(UUID tenant) throws UnsoundLedger {
    try {
      return outside.latest(tenant);
    } catch (IOException e) {
      throw new UnsoundLedger("The checkpoint that was published last can't be read (%s). Put its file right."
          .formatted(e.getClass().getSimpleName()));
    }
  }

  private Frontier frontier(Connection worker, Trees.Tree tree) throws SQLException {
    return Frontier.load(tree.size(), trees.nodes(worker, tree.tenant(), Frontier.nodes(tree.size())));
  }

  /** The tree must contain everything that was published: at least as large, and with that root at that size. */
  private void refuseIfContradicted(Connection worker, Optional<SignedNote> published, Trees.Tree tree)
      throws SQLException, UnsoundLedger {
    if (published.isPresent()) {
      var seen = Checkpoint.open(published.get(), List.of(keys.signerNow(tree.tenant()).verifier()));
      if (seen.size() > tree.size()) {
        throw new UnsoundLedger(("A checkpoint of %d entries was published, but the database holds only %d. It was "
            + "restored from an older backup; restore a newer one.").formatted(seen.size(), tree.size()));
      }
      var needed = Proofs.needed(nodes -> Proofs.root(seen.size(), nodes));
      if (!Proofs.root(seen.size(), trees.nodes(worker, tree.tenant(), needed)).equals(seen.root())) {
        throw new UnsoundLedger(("The first %d entries of the database are not those of the checkpoint that was "
            + "published: an older backup was restored and has grown since, or entries were altered.")
            .formatted(seen.size()));
      }
    }
    standing.sound(tree.tenant());
  }

  private static <T> T inTransaction(Connection worker, Work<T> work)
      throws SQLException, IOException, UnsoundLedger {
    worker.setAutoCommit(false);
    var done = false;
    try {
      var outcome = work.run();
      worker.commit();
      done = true;
      return outcome;
    } finally {
      if (!done) {
        worker.rollback();
      }
      worker.setAutoCommit(true);
    }
  }

  @FunctionalInterface
  private interface Work<T> {
    T run() throws SQLException, IOException, UnsoundLedger;
  }
}
