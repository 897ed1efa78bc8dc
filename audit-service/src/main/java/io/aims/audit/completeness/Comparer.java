package io.aims.audit.completeness;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import javax.sql.DataSource;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

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
  private final Clock clock;

  Comparer(DataSource database, ReplayRequests requests, CompletenessConfig config, Clock clock) {
    this.database = database;
    this.requests = requests;
    this.config = config;
    this.clock = clock;
  }

  /** Goes on with every stream that is behind. */
  void round() throws SQLException {
    try (var worker = database.getConnection()) {
      for (var key : tables.behind(worker, STREAMS)) {
        while (step(worker, key)) {
          // the next batch is a transaction of its own
        }
      }
    }
  }

  /** One batch of one stream; true when there is more to compare at once. */
  private boolean step(Connection worker, StreamTables.Key key) throws SQLException {
    worker.setAutoCommit(false);
    try {
      var stream = tables.lock(worker, key).orElse(null);
      if (stream == null || stream.behindSince() == null) {
        return false;
      }
      var places = tables.places(worker, stream, config.batch());
      var full = places.size() == config.batch();
      var comparison = Comparison.of(stream.held(), stream.claimed(), places, full);
      var next = after(stream, comparison);
      tables.keep(worker, next);
      worker.commit();
      return comparison.missing() == null && next.behindSince() != null;
    } finally {
      worker.rollback();
      worker.setAutoCommit(true);
    }
  }

  private StreamRow after(StreamRow stream, Comparison comparison) {
    var contradiction = comparison.differs() ? stream.differs() : stream.contradiction();
    if (comparison.differs() && stream.contradiction() == null) {
      LOG.errorf("The ledger of organisation %s: %s", stream.tenant(), contradiction);
    }
    if (comparison.held().size() >= stream.claimed().size()) {
      return new StreamRow(stream.tenant(), stream.service(), stream.claimed(), stream.epoch(), stream.claimedAt(),
          contradiction, comparison.held(), null, null);
    }
    return new StreamRow(stream.tenant(), stream.service(), stream.claimed(), stream.epoch(), stream.claimedAt(),
        contradiction, comparison.held(), stream.behindSince(), ask(stream, comparison));
  }

  private @Nullable Instant ask(StreamRow stream, Comparison comparison) {
    var now = clock.instant();
    var missing = comparison.missing();
    if (missing == null || !stream.toBeAskedFor(now, config.patience())) {
      return stream.askedAt();
    }
    LOG.warnf("The ledger of organisation %s misses event %d of %s and asks for it", stream.tenant(), missing,
        stream.service());
    requests.askForNumbers(stream.service(), stream.tenant(), missing, stream.claimed().size());
    return now;
  }
}
