package io.aims.platform.rebuild;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

import io.aims.platform.identity.Caller;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.inbox.Inbox;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.web.Idempotent;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Begins rebuilds and knows how far they are; the inbox does the rest. A new one takes over from one that is running, since an
 * aggregate that its owner has lost would keep that from ever being done.
 */
@ApplicationScoped
class Rebuilds {
  private static final String WHAT = "read model of a feed";
  private static final String BEGIN = """
      with begun as (insert into rebuild (tenant, feed, begun_by, reason) values (?1, ?2, ?3, ?4))
      update inbox set rebuild_at = now(), rebuild_missing = 0, rebuild_tries = 0
      where tenant = ?1 and feed = ?2 and version > 0""";
  private static final String LAST = """
      select begun_at, begun_by, reason,
        (select count(*) from inbox where tenant = ?1 and feed = ?2 and rebuild_at is not null)
      from rebuild where tenant = ?1 and feed = ?2 order by begun_at desc limit 1""";
  /** Three times in vain: half a minute, one minute and two after each other. */
  private static final String STUCK = """
      select aggregate_id, rebuild_missing, rebuild_tries from inbox
      where tenant = ?1 and feed = ?2 and rebuild_at is not null and rebuild_tries >= 3
      order by rebuild_tries desc, aggregate_id limit 100""";
  private final Transactions transactions;
  private final CurrentCaller current;
  private final Inbox inbox;

  Rebuilds(Transactions transactions, CurrentCaller current, Inbox inbox) {
    this.transactions = transactions;
    this.current = current;
    this.inbox = inbox;
  }

  /** Answers 202 with the rebuild; what has come again for an earlier one counts for it. */
  @Idempotent
  Uni<Response> begin(String feed, String reason) {
    var caller = current.get().person();
    requireProjection(feed);
    return transactions.in(caller.tenant(), () -> begin(caller, feed, reason)
        .chain(() -> find(caller.tenant(), feed))
        .map(begun -> Response.status(Response.Status.ACCEPTED).entity(begun).build()));
  }

  /** The last one; refuses as not found when there was none. */
  Uni<RebuildView> last(UUID tenant, String feed) {
    requireProjection(feed);
    return transactions.in(tenant, () -> find(tenant, feed))
        .map(found -> Refusal.orNotFound(found, "rebuild"));
  }

  private void requireProjection(String feed) {
    if (!inbox.isProjection(feed)) {
      throw new Refusal.NotFound(WHAT);
    }
  }

  private static Uni<Integer> begin(Caller caller, String feed, String reason) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(BEGIN)
            .setParameter(1, caller.tenant())
            .setParameter(2, feed)
            .setParameter(3, caller.subject())
            .setParameter(4, reason)
            .executeUpdate());
  }

  private static Uni<@Nullable RebuildView> find(UUID tenant, String feed) {
    return rows(LAST, tenant, feed).chain(last -> last.isEmpty()
        ? Uni.createFrom().<@Nullable RebuildView>nullItem()
        : rows(STUCK, tenant, feed).map(stuck -> view(feed, last.getFirst(), stuck)));
  }

  private static Uni<List<Tuple>> rows(String sql, UUID tenant, String feed) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(sql, Tuple.class)
            .setParameter(1, tenant)
            .setParameter(2, feed)
            .getResultList());
  }

  private static RebuildView view(String feed, Tuple row, List<Tuple> stuck) {
    var left = row.get(3, Long.class);
    return new RebuildView(feed, left > 0 ? RebuildView.State.RUNNING : RebuildView.State.DONE, left,
        stuck.stream().map(Rebuilds::stuck).toList(), row.get(0, OffsetDateTime.class).toInstant(),
        row.get(1, String.class), row.get(2, String.class));
  }

  private static RebuildView.Stuck stuck(Tuple row) {
    return new RebuildView.Stuck(row.get(0, UUID.class), row.get(1, Integer.class), row.get(2, Integer.class));
  }
}
