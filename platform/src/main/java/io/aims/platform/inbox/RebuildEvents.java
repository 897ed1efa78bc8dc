package io.aims.platform.inbox;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import io.aims.platform.tenancy.Sql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** The collected events of aggregates that are being made anew; always inside the caller's transaction. */
@ApplicationScoped
class RebuildEvents {
  private static final String COLLECT = """
      insert into rebuild_event as kept (tenant, feed, aggregate_id, version, epoch, stream_seq, body)
      select tenant, feed, aggregate_id, ?4, ?5, cast(?6 as bigint), ?7 from inbox
      where tenant = ?1 and feed = ?2 and aggregate_id = ?3 and rebuild_at is not null
      on conflict (tenant, feed, aggregate_id, version) do update
        set epoch = excluded.epoch, stream_seq = excluded.stream_seq, body = excluded.body
        where kept.epoch <= excluded.epoch""";
  /** Nothing before the last one is there. */
  private static final String COMPLETE = """
      select r.body, r.stream_seq, r.epoch from inbox i
      join rebuild_event r
        on r.tenant = i.tenant and r.feed = i.feed and r.aggregate_id = i.aggregate_id and r.version <= i.version
      where i.tenant = ?1 and i.feed = ?2 and i.aggregate_id = ?3
        and i.version = (select count(*) from rebuild_event c
          where c.tenant = i.tenant and c.feed = i.feed and c.aggregate_id = i.aggregate_id and c.version <= i.version)
      order by r.version""";
  private static final String MADE_ANEW = """
      with used as (delete from rebuild_event where tenant = ?1 and feed = ?2 and aggregate_id = ?3)
      update inbox set rebuild_at = null, rebuild_missing = 0, rebuild_tries = 0
      where tenant = ?1 and feed = ?2 and aggregate_id = ?3""";

  /** Keeps {@code event} if its aggregate is being made anew; false if it is not. */
  Uni<Boolean> collect(String feed, ReceivedEvent event) {
    return Sql.update(COLLECT, event.tenant(), feed, event.aggregateId(), event.aggregateVersion(), event.epoch(),
        event.streamSeq(), event.body())
        .map(rows -> rows == 1);
  }

  /** All events of the aggregate up to where the feed is, from the first one on; empty while one is missing. */
  Uni<List<ReceivedEvent>> complete(String feed, ReceivedEvent event) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(COMPLETE, Tuple.class)
            .setParameter(1, event.tenant())
            .setParameter(2, feed)
            .setParameter(3, event.aggregateId())
            .getResultList())
        .map(rows -> rows.stream()
            .map(row -> ReceivedEvent.read(row.get(0, byte[].class), row.get(1, Long.class), row.get(2, Integer.class)))
            .toList());
  }

  Uni<Void> madeAnew(String feed, ReceivedEvent event) {
    return Sql.update(MADE_ANEW, event.tenant(), feed, event.aggregateId()).replaceWithVoid();
  }
}
