package io.aims.platform.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What aggregates that are being made anew lack of their history, as the worker role sees it. */
final class RebuildGaps {
  private static final String CLAIM = """
      with due as (
        select tenant, feed, aggregate_id from inbox where rebuild_at <= now()
        order by rebuild_at limit ? for update skip locked)
      update inbox i set rebuild_at = now() + interval '30 seconds' from due d
      where (i.tenant, i.feed, i.aggregate_id) = (d.tenant, d.feed, d.aggregate_id)
      returning i.tenant, i.feed, i.aggregate_id, i.version,
        coalesce((select min(v) from generate_series(1, i.version) as v
          where not exists (select from rebuild_event r where r.tenant = i.tenant and r.feed = i.feed
            and r.aggregate_id = i.aggregate_id and r.version = v)), i.version) as missing""";

  /** From the first missing version on, up to where the feed is. */
  record Missing(UUID tenant, String feed, UUID aggregateId, int from, int to) {}

  /** At most {@code limit} that are to be asked for; what does not come is due again half a minute later. */
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
