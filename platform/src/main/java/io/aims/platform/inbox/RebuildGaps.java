package io.aims.platform.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What aggregates that are being made anew lack of their history, as the worker role sees it. */
final class RebuildGaps {
  /** Pauses double up to an hour, and begin anew whenever something of the aggregate has come. */
  private static final String CLAIM = """
      with due as (
        select tenant, feed, aggregate_id, rebuild_missing, rebuild_tries,
          coalesce((select min(v) from generate_series(1, c.version) as v
            where not exists (select from rebuild_event r where r.tenant = c.tenant and r.feed = c.feed
              and r.aggregate_id = c.aggregate_id and r.version = v)), c.version) as missing
        from inbox c where rebuild_at <= now() order by rebuild_at limit ? for update of c skip locked),
      asked as (
        select tenant, feed, aggregate_id, missing,
          case when missing > rebuild_missing then 0 else rebuild_tries + 1 end as tries
        from due)
      update inbox i
      set rebuild_missing = a.missing, rebuild_tries = a.tries,
          rebuild_at = now() + least(interval '1 hour', make_interval(secs => 30 * power(2, least(a.tries, 20))))
      from asked a where (i.tenant, i.feed, i.aggregate_id) = (a.tenant, a.feed, a.aggregate_id)
      returning i.tenant, i.feed, i.aggregate_id, i.version, a.missing""";

  /** From the first missing version on, up to where the feed is. */
  record Missing(UUID tenant, String feed, UUID aggregateId, int from, int to) {}

  /** At most {@code limit} that are to be asked for; what does not come is due again, first half a minute later. */
  List<Missing> claim(Connection worker, int limit) throws SQLException {
    try (var claim = worker.prepareStatement(CLAIM)) {
      claim.setInt(1, limit);
      try (var rows = claim.executeQuery()) {
        var missing = new ArrayList<Missing>();
        while (rows.next()) {
          missing.add(new Missing(rows.getObject("tenant", UUID.class), rows.getString("feed"),
              rows.getObject("aggregate_id", UUID.class), rows.getInt("missing"), rows.getInt("version")));
        }
        return missing;
      }
    }
  }
}
