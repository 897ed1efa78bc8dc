package io.aims.platform.inbox;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The versions of all organisations that were let go because too many events were parked, and are due to be asked for again,
 * as the worker role sees them.
 */
final class LetGoVersions {
  /**
   * Pauses double up to ten minutes, and begin anew whenever the aggregate has got further. What is here of an earlier epoch
   * does not stand for what was let go: that epoch is asked for from the first version on that was let go of it. Who has begun
   * a later one has done with it.
   */
  private static final String CLAIM = """
      with due as (
        select tenant, feed, aggregate_id, first, version, epoch from let_go
        where next_try_at <= now() order by next_try_at limit ? for update skip locked),
      seen as (
        select d.*, case when i.epoch < d.epoch then coalesce(d.first, d.version) else d.version end - 1 as most,
          coalesce(i.version, 0) as applied, greatest(i.version, p.version, l.version, 0) as held,
          coalesce(i.epoch > d.epoch or i.epoch = d.epoch and i.version >= d.version, false)
            or coalesce(greatest(p.version, l.version) >= d.version, false) as back
        from due d left join inbox i using (tenant, feed, aggregate_id)
        cross join lateral (
          select max(version) as version from parked_event q
          where q.tenant = d.tenant and q.feed = d.feed and q.aggregate_id = d.aggregate_id and q.epoch >= d.epoch) p
        cross join lateral (
          select max(version) as version from dead_letter o
          where o.tenant = d.tenant and o.feed = d.feed and o.aggregate_id = d.aggregate_id and o.epoch >= d.epoch
            and o.state = 'OPEN') l),
      bounded as (
        select tenant, feed, aggregate_id, back,
          case when back then applied else least(applied, most) end as applied,
          case when back then held else least(held, most) end as held
        from seen),
      taken as (
        select tenant, feed, (select count(*) from (
            select from parked_event p where p.tenant = c.tenant and p.feed = c.feed limit ?) as counted) as parked
        from (select distinct tenant, feed from due) as c)
      update let_go g
      set held = d.held,
          tries = case when d.held > g.held then 0 else g.tries + 1 end,
          next_try_at = now() + least(interval '10 minutes',
            make_interval(secs => ? * power(2, case when d.held > g.held then 0 else least(g.tries, 20) end)))
      from bounded d join taken t on (t.tenant, t.feed) = (d.tenant, d.feed)
      where (g.tenant, g.feed, g.aggregate_id) = (d.tenant, d.feed, d.aggregate_id)
      returning g.tenant, g.feed, g.aggregate_id, g.source, g.version, g.epoch, d.applied, d.held, d.back, t.parked""";
  private static final String FORGET = """
      delete from let_go where tenant = ? and feed = ? and aggregate_id = ? and version = ? and epoch = ?""";
  private final InboxConfig config;

  LetGoVersions(InboxConfig config) {
    this.config = config;
  }

  /**
   * What was let go of an aggregate.
   *
   * @param version the highest one, of the latest {@code epoch}
   * @param applied the last one that has had its effect
   * @param held the highest one that is here in any form, below {@code version} unless it is back
   * @param back whether nothing of it is missing any more
   * @param room how many events of it may be parked now
   */
  record LetGo(UUID tenant, String feed, UUID aggregateId, String source, int version, int epoch, int applied,
      int held, boolean back, int room) {
    /** The last version to be asked for now; below {@link #held} + 1 when there is no room. What can be applied at once needs none. */
    int upTo() {
      var most = held == applied ? Math.max(1, room) : room;
      return (int) Math.min(version, (long) held + most);
    }

    boolean hasRoom() {
      return upTo() > held;
    }

    private int missing() {
      return Math.max(0, version - held);
    }

    private LetGo within(int share) {
      return new LetGo(tenant, feed, aggregateId, source, version, epoch, applied, held, back, share);
    }
  }

  /** Whose room it is. */
  private record Place(UUID tenant, String feed) {}

  /**
   * At most {@code limit} that are due, each of which nobody else gets until its next time; those of an organisation and feed
   * share its room.
   */
  List<LetGo> claim(Connection worker, int limit) throws SQLException {
    try (var claim = worker.prepareStatement(CLAIM)) {
      claim.setInt(1, limit);
      claim.setInt(2, config.parked());
      claim.setDouble(3, config.late().toMillis() / 1000.0);
      try (var rows = claim.executeQuery()) {
        var due = new ArrayList<LetGo>();
        while (rows.next()) {
          due.add(letGo(rows));
        }
        return shared(due);
      }
    }
  }

  private static List<LetGo> shared(List<LetGo> due) {
    return due.stream()
        .collect(Collectors.groupingBy(each -> new Place(each.tenant(), each.feed())))
        .values()
        .stream()
        .flatMap(LetGoVersions::share)
        .toList();
  }

  /** In equal parts; what those who lack least leave over goes to those who lack more. */
  private static Stream<LetGo> share(List<LetGo> together) {
    var room = Math.max(0, together.getFirst().room());
    var left = together.size();
    var shares = new ArrayList<LetGo>();
    for (var each : together.stream().sorted(Comparator.comparingInt(LetGo::missing)).toList()) {
      var share = Math.min(each.missing(), room / left);
      shares.add(each.within(share));
      room -= share;
      left--;
    }
    return shares.stream();
  }

  /** Nothing is missing any more, unless still more was let go meanwhile. */
  void forget(Connection worker, LetGo back) throws SQLException {
    try (var forget = worker.prepareStatement(FORGET)) {
      forget.setObject(1, back.tenant());
      forget.setString(2, back.feed());
      forget.setObject(3, back.aggregateId());
      forget.setInt(4, back.version());
      forget.setInt(5, back.epoch());
      forget.executeUpdate();
    }
  }

  private LetGo letGo(ResultSet row) throws SQLException {
    return new LetGo(row.getObject("tenant", UUID.class), row.getString("feed"),
        row.getObject("aggregate_id", UUID.class), row.getString("source"), row.getInt("version"),
        row.getInt("epoch"), row.getInt("applied"), row.getInt("held"), row.getBoolean("back"),
        config.parked() - row.getInt("parked"));
  }
}
