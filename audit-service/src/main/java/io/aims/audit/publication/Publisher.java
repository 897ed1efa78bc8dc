package io.aims.audit.publication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import javax.sql.DataSource;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.aims.audit.merkle.Frontier;
import io.aims.audit.merkle.Proofs;
import io.aims.audit.note.Checkpoint;
import io.aims.platform.note.InvalidNote;
import io.aims.platform.refusal.Faults;

/**
 * Takes entries from sequenced to integrated to published, each step a commit of its own and in this order: a checkpoint
 * leaves the house only when the tree it speaks of is durable, and it is shown by the API only when it has left. Wherever a
 * crash cuts in, the next round goes on from what is there.
 *
 * <p>Several processes may run this at once: the row of an organisation's tree lets one of them in. Blocking.
 */
final class Publisher {
  private static final Logger LOG = Logger.getLogger(Publisher.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration VERIFYING = Duration.ofMillis(250);
  private final DataSource database;
  private final Trees trees = new Trees();
  private final CheckpointFolder outside;
  private final OrderFile order;
  private final LostEntries lost;
  private final LedgerKeys keys;
  private final Standing standing;
  private final Clock clock;
  private final int batch;
  private final Queue<UUID> unverified = new ArrayDeque<>();
  /** What has gone wrong for whom in the last round. */
  private final Map<UUID, String> failing = new HashMap<>();
  private String examined = "";
  private long looked = System.nanoTime();

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
   * ledgers were put right. What fails for one organisation is told, and tried again in the next round; what fails for all
   * fails the round, and as the database may be another one when it answers again, nothing is answered from it until that is
   * known.
   */
  void round() throws SQLException, IOException {
    try (var worker = database.getConnection()) {
      var round = new Round(worker);
      round.examine();
      round.publish();
      round.verify();
    } catch (SQLException e) {
      if (Faults.transientFault(e)) {
        standing.unexamined();
      }
      throw e;
    }
  }

  /** One look at everything. */
  private final class Round {
    private final Connection worker;

    Round(Connection worker) {
      this.worker = worker;
    }

    /**
     * Everything where another database answers than before; else, once in a while, what is in doubt, and what other
     * processes have published meanwhile.
     */
    void examine() throws SQLException, IOException {
      var now = trees.database(worker);
      if (!now.equals(examined)) {
        standing.unexamined();
        var all = outside.tenants();
        for (var tenant : all) {
          compare(tenant);
        }
        examined = now;
        unverified.addAll(all);
      } else if (System.nanoTime() - looked > PAUSE.toNanos()) {
        trees.published(worker).forEach(standing::coversAtLeast);
        for (var tenant : standing.reasons().keySet()) {
          compare(tenant);
        }
        looked = System.nanoTime();
      }
      standing.examined();
    }

    /** One that can't be compared is relied upon by nobody. */
    private void compare(UUID tenant) throws SQLException {
      var failure = each(tenant, () -> look(tenant));
      if (failure != null) {
        standing.close(tenant, "It could not be compared with what was published (%s)."
            .formatted(failure.getClass().getSimpleName()));
      }
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

    /**
     * After a start, a few ledgers in each round: an order that is not that of its checkpoint can be made anew while the
     * database is sound.
     */
    void verify() throws SQLException {
      var until = System.nanoTime() + VERIFYING.toNanos();
      while (!unverified.isEmpty() && System.nanoTime() < until) {
        var tenant = unverified.remove();
        if (!standing.reasons().containsKey(tenant)) {
          each(tenant, () -> verify(tenant));
        }
      }
    }

    private void verify(UUID tenant) throws SQLException, IOException, UnsoundLedger {
      var seen = seen(tenant);
      if (seen != null && !order.isThatOf(tenant, seen, batch)) {
        LOG.errorf("The order of the ledger of organisation %s is not that of its checkpoint: it is written anew.",
            tenant);
        keepOrder(worker, tenant, 0, seen.size());
      }
    }

    /** One organisation's trouble must not keep the others from their turn; null when there was none. */
    private @Nullable Exception each(UUID tenant, Work work) throws SQLException {
      try {
        work.run();
        failing.remove(tenant);
        return null;
      } catch (UnsoundLedger | IllegalStateException e) {
        standing.close(tenant, e.getMessage());
        return null;
      } catch (UncheckedIOException e) {
        return failed(tenant, e.getCause());
      } catch (IOException e) {
        return failed(tenant, e);
      } catch (SQLException e) {
        if (!worker.isValid(1)) {
          throw e;
        }
        return failed(tenant, e);
      }
    }

    /** Tells of it once. */
    private Exception failed(UUID tenant, Exception failure) {
      var words = Faults.summary(failure);
      if (!words.equals(failing.put(tenant, words))) {
        LOG.warnf("The ledger of organisation %s waits for the next round: %s", tenant, words);
      }
      return failure;
    }

    private void look(UUID tenant) throws SQLException, IOException, UnsoundLedger {
      // The file first: whatever it covers was integrated before it was written.
      var seen = seen(tenant);
      standing.covers(tenant, seen == null ? 0 : seen.size());
      if (seen != null && seen.size() > trees.sequenced(worker, tenant)) {
        lost.reserve(worker, tenant, seen);
      }
      var tree = trees.read(worker, tenant);
      if (seen != null && seen.size() > tree.size()) {
        trees.nextLeaves(worker, tree, 1);
        standing.await(tenant, trees.awaited(worker, tenant));
        return;
      }
      refuseIfContradicted(worker, seen, tree);
      keepOrder(worker, tenant, order.size(tenant), tree.published());
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
      var seen = seen(tenant);
      if (seen != null && seen.size() > tree.size()) {
        if (!standing.awaits(tenant)) {
          standing.await(tenant, trees.awaited(worker, tenant));
        }
        return false;
      }
      refuseIfContradicted(worker, seen, tree);
      keepOrder(worker, tenant, Math.min(order.size(tenant), tree.published()), tree.size());
      var checkpoint = new Checkpoint(Checkpoint.origin(tenant), tree.size(), frontier(worker, tree).root());
      var note = checkpoint.sign(keys.signerNow(tenant));
      outside.publish(tenant, note);
      standing.covers(tenant, tree.size());
      trees.published(worker, tenant, checkpoint, note, clock.instant());
      return true;
    });
  }

  /** Before the checkpoint: what was published can always be put back into its order. The leaves are those of the tree. */
  private void keepOrder(Connection worker, UUID tenant, long first, long size) throws SQLException, IOException {
    for (var next = first; next < size; next += batch) {
      order.write(tenant, next, trees.leaves(worker, tenant, next, (int) Math.min(batch, size - next)));
    }
  }

  /** What was published last; what can't be read can't be compared, and nothing may be published beyond it. */
  private @Nullable Checkpoint seen(UUID tenant) throws IOException, UnsoundLedger {
    try {
      var latest = outside.latest(tenant);
      return latest.isPresent()
          ? Checkpoint.open(latest.get(), List.of(keys.signerNow(tenant).verifier()))
          : null;
    } catch (IOException | InvalidNote e) {
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
