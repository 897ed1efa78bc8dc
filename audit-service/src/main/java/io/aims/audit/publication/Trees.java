package io.aims.audit.publication;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.aims.audit.merkle.Hash;
import io.aims.audit.merkle.Node;
import io.aims.audit.merkle.NodeId;
import io.aims.audit.merkle.NodeSource;
import io.aims.audit.note.Checkpoint;
import io.aims.platform.note.SignedNote;

/** The stored trees as the worker role reads and grows them; every statement belongs to the caller's transaction. */
final class Trees {

  /** How far the tree of an organisation has grown, and how far a published checkpoint covers it. */
  record Tree(UUID tenant, long size, long published) {}

  /** A leaf and where it belongs. */
  record Place(long index, Hash leaf) {}

  /** The organisations with entries that no published checkpoint covers. */
  List<UUID> behind(Connection worker) throws SQLException {
    try (var select = worker.prepareStatement("""
        select tenant from ledger left join ledger_tree using (tenant)
        where ledger.size > coalesce(ledger_tree.published, 0) order by tenant"""); var rows = select.executeQuery()) {
      var tenants = new ArrayList<UUID>();
      while (rows.next()) {
        tenants.add(rows.getObject(1, UUID.class));
      }
      return tenants;
    }
  }

  /** Locks the tree until the transaction ends; empty while another process works on it. */
  Optional<Tree> lock(Connection worker, UUID tenant) throws SQLException {
    try (var plant = worker.prepareStatement(
        "insert into ledger_tree (tenant, size, published) values (?, 0, 0) on conflict do nothing")) {
      plant.setObject(1, tenant);
      plant.executeUpdate();
    }
    return tree(worker, tenant, "for update skip locked");
  }

  /** The tree as it is; that of an organisation without one is empty. */
  Tree read(Connection worker, UUID tenant) throws SQLException {
    return tree(worker, tenant, "").orElse(new Tree(tenant, 0, 0));
  }

  private static Optional<Tree> tree(Connection worker, UUID tenant, String locking) throws SQLException {
    try (var select = worker
        .prepareStatement("select size, published from ledger_tree where tenant = ? " + locking)) {
      select.setObject(1, tenant);
      try (var row = select.executeQuery()) {
        return row.next() ? Optional.of(new Tree(tenant, row.getLong(1), row.getLong(2))) : Optional.empty();
      }
    }
  }

  /** The leaves directly behind the tree, at most {@code limit}, up to the first that is awaited. */
  List<Hash> nextLeaves(Connection worker, Tree tree, int limit) throws SQLException {
    var next = new ArrayList<Hash>();
    for (var held : entries(worker, tree.tenant(), tree.size(), tree.size() + limit)) {
      if (held.index() != tree.size() + next.size()) {
        break;
      }
      next.add(held.leaf());
    }
    if (next.size() < limit) {
      refuseGap(worker, tree.tenant(), tree.size() + next.size());
    }
    return next;
  }

  /** What is behind the last entry is nothing, or is awaited, or has just come. */
  private static void refuseGap(Connection worker, UUID tenant, long index) throws SQLException {
    try (var select = worker.prepareStatement("""
        select from ledger where tenant = ? and size > ?
          and not exists (select from ledger_place p where p.tenant = ledger.tenant and p.idx = ?)
          and not exists (select from ledger_entry e where e.tenant = ledger.tenant and e.idx = ?)""")) {
      select.setObject(1, tenant);
      select.setLong(2, index);
      select.setLong(3, index);
      select.setLong(4, index);
      try (var rows = select.executeQuery()) {
        if (rows.next()) {
          throw new IllegalStateException("entry " + index + " is missing");
        }
      }
    }
  }

  /** The entries from {@code first} on, up to {@code end}; places may be empty. */
  List<Place> entries(Connection worker, UUID tenant, long first, long end) throws SQLException {
    return places(worker,
        "select idx, leaf_hash from ledger_entry where tenant = ? and idx >= ? and idx < ? order by idx",
        tenant, first, end);
  }

  /** {@code count} leaves of the tree from {@code first} on. */
  List<Hash> leaves(Connection worker, UUID tenant, long first, int count) throws SQLException {
    var leaves = places(worker, """
        select idx, hash from ledger_node where tenant = ? and level = 0 and idx >= ? and idx < ? order by idx""",
        tenant,
        first, first + count);
    if (leaves.size() < count) {
      throw new IllegalStateException("the stored tree lacks a leaf behind " + first);
    }
    return leaves.stream().map(Place::leaf).toList();
  }

  private static List<Place> places(Connection worker, String sql, UUID tenant, long first, long end)
      throws SQLException {
    try (var select = worker.prepareStatement(sql)) {
      select.setObject(1, tenant);
      select.setLong(2, first);
      select.setLong(3, end);
      try (var rows = select.executeQuery()) {
        var taken = new ArrayList<Place>();
        while (rows.next()) {
          taken.add(new Place(rows.getLong(1), Hash.of(rows.getBytes(2))));
        }
        return taken;
      }
    }
  }

  /** How many entries are awaited that a restored backup has lost. */
  long awaited(Connection worker, UUID tenant) throws SQLException {
    return number(worker, "select count(*) from ledger_place where tenant = ?", tenant);
  }

  /** How many places are taken or reserved. */
  long sequenced(Connection worker, UUID tenant) throws SQLException {
    return number(worker, "select coalesce(max(size), 0) from ledger where tenant = ?", tenant);
  }

  private static long number(Connection worker, String sql, UUID tenant) throws SQLException {
    try (var select = worker.prepareStatement(sql)) {
      select.setObject(1, tenant);
      try (var row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** How many entries the last checkpoint of each organisation covers. */
  Map<UUID, Long> published(Connection worker) throws SQLException {
    try (var select = worker.prepareStatement("select tenant, published from ledger_tree where published > 0");
        var rows = select.executeQuery()) {
      var published = new HashMap<UUID, Long>();
      while (rows.next()) {
        published.put(rows.getObject(1, UUID.class), rows.getLong(2));
      }
      return published;
    }
  }

  /** What tells this database from one of before that stood in its place: another server, or a database made anew. */
  String database(Connection worker) throws SQLException {
    try (var select = worker.prepareStatement("""
        select concat_ws(' ', pg_postmaster_start_time(), oid, pg_relation_filenode('ledger'))
        from pg_database where datname = current_database()"""); var row = select.executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }

  /**
   * Keeps entries from being sequenced until the transaction ends; answers how many places are taken or reserved. Whoever has
   * the row is not waited for as long as usual, as other organisations wait as well.
   */
  long lockLedger(Connection worker, UUID tenant) throws SQLException {
    try (var patience = worker.prepareStatement("set local lock_timeout = '1s'")) {
      patience.execute();
    }
    try (var begin = worker
        .prepareStatement("insert into ledger (tenant, size) values (?, 0) on conflict do nothing")) {
      begin.setObject(1, tenant);
      begin.executeUpdate();
    }
    return number(worker, "select size from ledger where tenant = ? for update", tenant);
  }

  void reserve(Connection worker, UUID tenant, List<Place> places) throws SQLException {
    try (var insert = worker.prepareStatement(
        "insert into ledger_place (tenant, leaf_hash, idx) values (?, ?, ?) on conflict do nothing")) {
      for (var place : places) {
        insert.setObject(1, tenant);
        insert.setBytes(2, place.leaf().bytes());
        insert.setLong(3, place.index());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** What is sequenced from now on goes behind the first {@code size} places; who has looked before has to look again. */
  void sequencedUpTo(Connection worker, UUID tenant, long size) throws SQLException {
    try (var update = worker.prepareStatement(
        "update ledger set size = greatest(size, ?), reservations = reservations + 1 where tenant = ?")) {
      update.setLong(1, size);
      update.setObject(2, tenant);
      update.executeUpdate();
    }
  }

  NodeSource nodes(Connection worker, UUID tenant, Collection<NodeId> ids) throws SQLException {
    try (var select = worker.prepareStatement("""
        select level, idx, hash from ledger_node
        where tenant = ? and (level, idx) in (select * from unnest(?, ?))""")) {
      select.setObject(1, tenant);
      select.setArray(2, worker.createArrayOf("int", ids.stream().map(NodeId::level).toArray()));
      select.setArray(3, worker.createArrayOf("bigint", ids.stream().map(NodeId::index).toArray()));
      try (var rows = select.executeQuery()) {
        var nodes = new HashMap<NodeId, Hash>();
        while (rows.next()) {
          nodes.put(new NodeId(rows.getInt(1), rows.getLong(2)), Hash.of(rows.getBytes(3)));
        }
        return NodeSource.of(nodes);
      }
    }
  }

  void grow(Connection worker, Tree tree, List<Node> nodes, long size) throws SQLException {
    try (var insert = worker
        .prepareStatement("insert into ledger_node (tenant, level, idx, hash) values (?, ?, ?, ?)")) {
      for (var node : nodes) {
        insert.setObject(1, tree.tenant());
        insert.setInt(2, node.id().level());
        insert.setLong(3, node.id().index());
        insert.setBytes(4, node.hash().bytes());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    try (var update = worker.prepareStatement("update ledger_tree set size = ? where tenant = ?")) {
      update.setLong(1, size);
      update.setObject(2, tree.tenant());
      update.executeUpdate();
    }
  }

  void published(Connection worker, UUID tenant, Checkpoint checkpoint, SignedNote note, Instant at)
      throws SQLException {
    try (var insert = worker.prepareStatement(
        "insert into checkpoint (tenant, size, root, note, created_at) values (?, ?, ?, ?, ?)")) {
      insert.setObject(1, tenant);
      insert.setLong(2, checkpoint.size());
      insert.setBytes(3, checkpoint.root().bytes());
      insert.setString(4, new String(note.encode(), StandardCharsets.UTF_8));
      insert.setObject(5, OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
      insert.executeUpdate();
    }
    try (var update = worker.prepareStatement("update ledger_tree set published = ? where tenant = ?")) {
      update.setLong(1, checkpoint.size());
      update.setObject(2, tenant);
      update.executeUpdate();
    }
  }
}
