package io.aims.audit.publication;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import io.aims.audit.merkle.Frontier;
import io.aims.audit.merkle.Proofs;
import io.aims.audit.note.Checkpoint;
import io.aims.platform.note.InvalidNote;
import io.aims.platform.note.SignedNote;

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
  private final OrderFile order;
  private final LostEntries lost;
  private final LedgerKeys keys;
  private final Standing standing;
  private final Clock clock;
  private final int batch;
  private String examined = "";

  /** @param ledger the folder of checkpoints */
  Publisher(DataSource database, Path ledger, LedgerKeys keys, Standing standing, Clock clock, int batch) {
    this.database = database;
    this.outside = new CheckpointFolder(ledger);
    this.order = new OrderFile(ledger);
    this.lost = new LostEntries(trees, order, batch);
    this.keys = keys;
    this.standing = standing;
    this.clock = clock;
    this.batch = batch;
  }

  /** The next round compares everything, also if it is with the same database as before. */
  void forget() {
    examined = "";
  }

  /** What is done for one organisation. */
  @FunctionalInterface
  private interface Work {
    void run() throws SQLException, IOException, UnsoundLedger;
  }

  /**
   * Compares every checkpoint that ever left with the database, unless this was the same one before; to be done before
   * anything is answered. Then integrates and publishes what is waiting, for all organisations, and looks whether unsound
   * ledgers were put right. What fails for one organisation fails the round only when the others have had their turn.
   */
  void round() throws SQLException, IOException {
    try (var worker = database.getConnection()) {
      var round = new Round(worker);
      round.examine();
      round.publish();
      round.end();
    }
  }

  /** One look at everything. */
  private final class Round {
    private final Connection worker;
    private @Nullable Exception failure;

    Round(Connection worker) {
      this.worker = worker;
    }

    /** Also what another process has published meanwhile is covered. */
    void examine() throws SQLException, IOException {
      var now = trees.database(worker);
      var other = !now.equals(examined);
      if (!other) {
        trees.published(worker).forEach(standing::coversAtLeast);
      }
      for (var tenant : other ? outside.tenants() : List.copyOf(standing.reasons().keySet())) {
        each(tenant, () -> look(tenant));
      }
      if (other && failure == null) {
        examined = now;
      }
      standing.examined();
    }

    /** Those whose ledger can't be continued before somebody has put it right are left alone. */
    void publish() throws SQLException {
      for (var tenant : trees.behind(worker)) {
        if (!standing.closed(tenant)) {
          each(tenant, () -> {
            while (integrate(tenant) == batch) {
              // the next batch is a transaction of its own
            }
            if (Publisher.this.publish(worker, tenant)) {
              standing.sound(tenant);
            }
          });
        }
      }
    }

    void end() throws SQLException, IOException {
      switch (failure) {
        case null -> {
        }
        case SQLException e -> throw e;
        case IOException e -> throw e;
        default -> throw new IllegalStateException(failure);
      }
    }

    /** One organisation's trouble must not keep the others from their turn. */
    private void each(UUID tenant, Work work) throws SQLException {
      try {
        work.run();
      } catch (UnsoundLedger | InvalidNote | IllegalStateException e) {
        standing.close(tenant, e.getMessage());
      } catch (IOException e) {
        failure = e;
      } catch (SQLException e) {
        failure = e;
        if (!worker.isValid(1)) {
          throw e;
        }
      }
    }

    private void look(UUID tenant) throws SQLException, IOException, UnsoundLedger {
      // The file first: whatever it covers was integrated before it was written.
      var published = latest(tenant);
      var seen = published.isPresent() ? opened(tenant, published.get()) : null;
      standing.covers(tenant, seen == null ? 0 : seen.size());
      if (seen != null && seen.size() > trees.sequenced(worker, tenant)) {
        lost.reserve(worker, tenant, seen);
      }
      var tree = trees.read(worker, tenant);
      if (seen != null && seen.size() > tree.size()) {
        standing.await(tenant, trees.awaited(worker, tenant));
        return;
      }
      refuseIfContradicted(worker, seen, tree);
      keepOrder(worker, tree, tree.published());
      if (tree.size() < trees.sequenced(worker, tenant)) {
        standing.retry(tenant);
      } else {
        standing.sound(tenant);
      }
    }

    /** Adds the next batch to the tree; the number of entries that it had. */
    private int integrate(UUID tenant) throws SQLException, IOException, UnsoundLedger {
      return OneTransaction.of(worker, () -> {
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
  }

  /** Signs a checkpoint of the whole tree, first outside of the database, then inside; false when there was nothing to do. */
  private boolean publish(Connection worker, UUID tenant) throws SQLException, IOException, UnsoundLedger {
    return OneTransaction.of(worker, () -> {
      var tree = trees.lock(worker, tenant).orElse(null);
      if (tree == null || tree.size() == tree.published()) {
        return false;
      }
      var published = latest(tenant);
      var seen = published.isPresent() ? opened(tenant, published.get()) : null;
      if (seen != null && seen.size() > tree.size()) {
        standing.await(tenant, trees.awaited(worker, tenant));
        return false;
      }
      refuseIfContradicted(worker, seen, tree);
      keepOrder(worker, tree, tree.size());
      var checkpoint = new Checkpoint(Checkpoint.origin(tenant), tree.size(), frontier(worker, tree).root());
      var note = checkpoint.sign(keys.signerNow(tenant));
      outside.publish(tenant, note);
      standing.covers(tenant, tree.size());
      trees.published(worker, tenant, checkpoint, note, clock.instant());
      return true;
    });
  }

  /** Before the checkpoint: what was published can always be put back into its order. The leaves are those of the tree. */
  private void keepOrder(Connection worker, Trees.Tree tree, long size) throws SQLException, IOException {
    var next = Math.min(order.size(tree.tenant()), tree.published());
    while (next < size) {
      var leaves = trees.leaves(worker, tree.tenant(), next, (int) Math.min(batch, size - next));
      order.write(tree.tenant(), next, leaves);
      next += leaves.size();
    }
  }

  private Checkpoint opened(UUID tenant, SignedNote note) {
    return Checkpoint.open(note, List.of(keys.signerNow(tenant).verifier()));
  }

  /** What was published last; what can't be read can't be compared, and nothing may be published beyond it. */
  private Optional<SignedNote> latest(UUID tenant) throws IOException, UnsoundLedger {
    try {
      return outside.latest(tenant);
    } catch (IOException e) {
      standing.coversAtLeast(tenant, order.size(tenant));
      throw new UnsoundLedger("The checkpoint that was published last can't be read (%s). Put its file right."
          .formatted(e.getClass().getSimpleName()));
    }
  }

  private Frontier frontier(Connection worker, Trees.Tree tree) throws SQLException {
    return Frontier.load(tree.size(), trees.nodes(worker, tree.tenant(), Frontier.nodes(tree.size())));
  }

  /** The tree, which is at least as large, must have the root that was published at that size. */
  private void refuseIfContradicted(Connection worker, @Nullable Checkpoint seen, Trees.Tree tree)
      throws SQLException, UnsoundLedger {
    if (seen == null) {
      return;
    }
    var needed = Proofs.needed(nodes -> Proofs.root(seen.size(), nodes));
    if (!Proofs.root(seen.size(), trees.nodes(worker, tree.tenant(), needed)).equals(seen.root())) {
      throw new UnsoundLedger(("The first %d entries of the database are not those of the checkpoint that was "
          + "published: an older backup was restored and has grown since, or entries were altered.")
          .formatted(seen.size()));
    }
  }
}
