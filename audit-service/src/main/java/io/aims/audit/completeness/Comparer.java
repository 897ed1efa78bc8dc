package io.aims.audit.completeness;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

import org.jboss.logging.Logger;

import io.aims.platform.inbox.ReplayRequests;

/**
 * Compares what services have signed for with what the ledger holds, and asks for what is missing. Several processes may run
 * this at once: the row of a stream lets one of them in. Blocking.
 */
final class Comparer {
  private static final Logger LOG = Logger.getLogger(Comparer.class);
  private static final int STREAMS = 500;
  private final DataSource database;
  private final StreamTables tables = new StreamTables();
  private final ReplayRequests requests;
  private final CompletenessConfig config;

  Comparer(DataSource database, ReplayRequests requests, CompletenessConfig config) {
    this.database = database;
    this.requests = requests;
    this.config = config;
  }

  /** Goes on with every stream that is due. */
  void round() throws SQLException {
    try (var worker = database.getConnection()) {
      for (var key : tables.due(worker, STREAMS)) {
        while (step(worker, key)) {
          // the next batch is a transaction of its own
        }
      }
    }
  }

  /** One batch of one stream; true when there is more to compare at once. */
  private boolean step(Connection worker, StreamTables.Key key) throws SQLException {
    StreamRow next;
    Comparison comparison;
    boolean ask;
    worker.setAutoCommit(false);
    try {
      var stream = tables.lock(worker, key).orElse(null);
      if (stream == null) {
        return false;
      }
      var now = tables.now(worker);
      var places = tables.places(worker, stream, config.batch());
      comparison = Comparison.of(stream.held(), stream.claimed(), places, places.size() == config.batch());
      var compared = stream.after(comparison, now, config.patience());
      ask = comparison.missing() != null && compared.toBeAskedFor(now, config.patience());
      next = ask ? compared.asked(now) : compared;
      tables.keep(worker, next, next.nextLook(now, config.every()));
      worker.commit();
      tell(stream, next);
    } finally {
      worker.rollback();
      worker.setAutoCommit(true);
    }
    if (ask) {
      ask(next, comparison.missing());
    }
    return comparison.missing() == null && !comparison.differs() && next.behindSince() != null;
  }

  private static void tell(StreamRow before, StreamRow after) {
    if (before.contradiction() == null && after.contradiction() != null) {
      LOG.errorf("The ledger of organisation %s: %s", after.tenant(), after.contradiction());
    }
  }

  /** A request that gets lost is made again. */
  private void ask(StreamRow stream, long missing) {
    LOG.warnf("The ledger of organisation %s misses event %d of %s and asks for it", stream.tenant(), missing,
        stream.service());
    requests.askForNumbers(stream.service(), stream.tenant(), missing, stream.claimed().size());
  }
}
