package io.aims.platform.relay;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * The right to relay, held by one process at a time; each new holder gets a higher epoch.
 *
 * <p>Expiry is judged by the database's clock when taking over and, more strictly, by this process's own monotonic
 * clock when using it: a process that was frozen finds its deadline passed before it sends, and its old epoch
 * refused when it marks.
 */
final class Lease {
  private static final String TAKE = """
      insert into lease (name, holder, epoch, expires_at)
      values ('relay', ?, 1, now() + make_interval(secs => ?))
      on conflict (name) do update
        set holder = excluded.holder,
            epoch = lease.epoch + case when lease.holder = excluded.holder then 0 else 1 end,
            expires_at = excluded.expires_at
        where lease.holder = excluded.holder or lease.expires_at < now()
      returning epoch""";
  private final UUID holder;
  private final Duration length;
  private final LongSupplier nanos;
  private long epoch;
  private long deadline;
  private long renewAt;
  private boolean held;

  Lease(UUID holder, Duration length, LongSupplier nanos) {
    this.holder = holder;
    this.length = length;
    this.nanos = nanos;
  }

  /** Takes or renews the lease when it is due; false while somebody else holds it. */
  boolean hold(Connection worker) throws SQLException {
    var asked = nanos.getAsLong();
    if (held && asked - renewAt < 0) {
      return true;
    }
    try (var take = worker.prepareStatement(TAKE)) {
      take.setObject(1, holder);
      take.setDouble(2, length.toMillis() / 1000.0);
      try (var row = take.executeQuery()) {
        held = row.next();
        if (held) {
          epoch = row.getLong(1);
          deadline = asked + length.toNanos() * 3 / 4;
          renewAt = asked + length.toNanos() / 4;
        }
      }
    }
    return held;
  }

  /** True while it is certain that nobody else can have taken over. */
  boolean certain() {
    return held && nanos.getAsLong() - deadline < 0;
  }

  /** Locks the lease row against a take-over until the transaction ends; false when this holder is no longer the one. */
  boolean confirm(Connection worker) throws SQLException {
    try (var check = worker
        .prepareStatement("select 1 from lease where name = 'relay' and holder = ? and epoch = ? for share")) {
      check.setObject(1, holder);
      check.setLong(2, epoch);
      try (var row = check.executeQuery()) {
        held = row.next();
        return held;
      }
    }
  }

  /** Gives the lease up at an orderly stop, so that the next process need not wait for its end. */
  void release(Connection worker) throws SQLException {
    if (!held) {
      return;
    }
    try (var end = worker.prepareStatement(
        "update lease set expires_at = now() - interval '1 second' where name = 'relay' and holder = ?")) {
      end.setObject(1, holder);
      end.executeUpdate();
      held = false;
    }
  }
}
