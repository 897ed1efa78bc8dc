package io.aims.platform.inbox;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** The parked events of all organisations that are due for a look, as the worker role sees them. */
final class DueEvents {
  /**
   * Puts the next look off before it happens, so that a crash costs a pause and nothing else; pauses double, up to a minute
   * for what waits for news and to ten for what waits for its predecessor. {@code held} is the highest version below this
   * one that is here in any form. An aggregate whose first event waits for news has no inbox row yet.
   */
  private static final String CLAIM = """
      with due as (
        select tenant, feed, aggregate_id, version from parked_event where next_try_at <= now()
        order by next_try_at limit ? for update skip locked),
      claimed as (
        update parked_event p
        set tries = p.tries + 1,
            next_try_at = now() + case when p.waits_for is null
              then least(make_interval(secs => ? * power(2, least(p.tries, 20))), interval '10 minutes')
              else least(make_interval(secs => ? * power(2, least(p.tries, 20))), interval '1 minute') end
        from due d
        where (p.tenant, p.feed, p.aggregate_id, p.version) = (d.tenant, d.feed, d.aggregate_id, d.version)
        returning p.*)
      select c.tenant, c.feed, c.aggregate_id, c.version, c.source, c.epoch, c.stream_seq,
        extract(epoch from now() - c.parked_at) as age,
        case when c.version <= coalesce(i.version, 0) + 1 then c.body end as body,
        greatest(coalesce(i.version, 0),
          (select max(version) from parked_event q where q.tenant = c.tenant and q.feed = c.feed
             and q.aggregate_id = c.aggregate_id and q.version < c.version and q.epoch >= c.epoch),
          (select max(version) from dead_letter l where l.tenant = c.tenant and l.feed = c.feed
             and l.aggregate_id = c.aggregate_id and l.version < c.version and l.epoch >= c.epoch
             and l.state = 'OPEN')) as held
      from claimed c left join inbox i using (tenant, feed, aggregate_id)
      order by c.tenant, c.feed, c.aggregate_id, c.version""";
  private final InboxConfig config;

  DueEvents(InboxConfig config) {
    this.config = config;
  }

  /**
   * A parked event.
   *
   * @param age how long it has been parked
   * @param body only of one whose turn it is
   * @param held the highest version below its own that is here: applied, parked or a dead letter
   */
  record Due(UUID tenant, String feed, UUID aggregateId, int version, String source, int epoch,
      @Nullable Long streamSeq,
      Duration age, byte @Nullable [] body, int held) {

    /** Whether something is missing before it that is nowhere here. */
    boolean behindGap() {
      return body == null && held < version - 1;
    }
  }

  /** At most {@code limit} due events, each of which nobody else gets until its next time. */
  List<Due> claim(Connection worker, int limit) throws SQLException {
    try (var claim = worker.prepareStatement(CLAIM)) {
      claim.setInt(1, limit);
      claim.setDouble(2, config.late().toMillis() / 1000.0);
      claim.setDouble(3, config.poll().toMillis() / 1000.0);
      try (var rows = claim.executeQuery()) {
        var due = new ArrayList<Due>();
        while (rows.next()) {
          due.add(due(rows));
        }
        return due;
      }
    }
  }

  private static Due due(ResultSet row) throws SQLException {
    return new Due(row.getObject("tenant", UUID.class), row.getString("feed"),
        row.getObject("aggregate_id", UUID.class),
        row.getInt("version"), row.getString("source"), row.getInt("epoch"), row.getObject("stream_seq", Long.class),
        Duration.ofMillis((long) (row.getDouble("age") * 1000)), row.getBytes("body"), row.getInt("held"));
  }
}
