package io.aims.incident.due;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jboss.logging.Logger;

import io.aims.platform.refusal.Faults;
import io.aims.platform.tenancy.Transactions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;

/**
 * Lets the due rows of a table have their effect, a batch in one commit.
 *
 * <p>A batch that fails is taken again one by one, so that only the row at fault waits, for longer each time, and keeps no
 * other one waiting. It is never given up, as there is nobody who would be told. A fault that passes, as a database that
 * restarts, counts for nobody.
 */
public final class DueWork {
  private static final Logger LOG = Logger.getLogger(DueWork.class);
  private final DueTable table;
  private final Effect effect;
  private final Transactions transactions;
  private final RetryPolicy retries = new RetryPolicy(Integer.MAX_VALUE, Duration.ofSeconds(5));
  private final Counter faults;

  /** What due rows lead to; in the caller's transaction. */
  public interface Effect {
    /** Takes up to {@code limit} rows; answers how many there were, and fails with {@link DueFault} where one is at fault. */
    Uni<Integer> take(UUID tenant, int limit, Instant now);
  }

  public DueWork(DueTable table, Effect effect, Transactions transactions, MeterRegistry metrics) {
    this.table = table;
    this.effect = effect;
    this.transactions = transactions;
    this.faults = metrics.counter("aims.due.faults", "table", table.name());
  }

  /** Work on single rows, which are locked meanwhile and passed over by other workers. */
  public static DueWork each(DueTable table, BiFunction<UUID, Instant, Uni<Void>> work, Transactions transactions,
      MeterRegistry metrics) {
    return new DueWork(table, (tenant, limit, now) -> table.take(tenant, now, limit)
        .chain(due -> DueFault.each(due, Function.identity(), row -> work.apply(row, now))), transactions, metrics);
  }

  public DueTable table() {
    return table;
  }

  /** One batch of an organisation; answers how many rows have had their turn. */
  public Uni<Integer> batch(UUID tenant, int limit, Instant now) {
    return transactions.in(tenant, () -> effect.take(tenant, limit, now))
        .onFailure(DueFault.class)
        .recoverWithUni(() -> oneByOne(tenant, limit, 0, now));
  }

  private Uni<Integer> oneByOne(UUID tenant, int limit, int done, Instant now) {
    return done == limit
        ? Uni.createFrom().item(done)
        : one(tenant, now)
            .chain(found -> found ? oneByOne(tenant, limit, done + 1, now) : Uni.createFrom().item(done));
  }

  private Uni<Boolean> one(UUID tenant, Instant now) {
    return transactions.in(tenant, () -> effect.take(tenant, 1, now))
        .map(taken -> taken == 1)
        .onFailure(fault -> fault instanceof DueFault && !Faults.transientFault(fault))
        .recoverWithUni(fault -> putOff(tenant, (DueFault) fault, now).replaceWith(true));
  }

  private Uni<Void> putOff(UUID tenant, DueFault fault, Instant now) {
    faults.increment();
    return transactions.in(tenant, () -> table.failed(tenant, fault.first()).chain(failures -> {
      LOG.errorf(fault, "Row %s of %s waits after failed try %d", fault.first(), table.name(), failures);
      return table.putOff(tenant, fault.first(), now.plus(retries.pauseAfter(failures).orElseThrow()));
    }));
  }
}
