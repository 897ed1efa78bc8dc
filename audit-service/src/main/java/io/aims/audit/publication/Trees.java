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

  /** The leaves directly behind the tree, at most {@code limit}. */
  List<Hash> nextLeaves(Connection worker, Tree tree, int limit) throws SQLException {
    try (var select = worker.prepareStatement(
        "select idx, leaf_hash from ledger_entry where tenant = ? and idx >= ? order by idx limit ?")) {
      select.setObject(1, tree.tenant());
      select.setLong(2, tree.size());
      select.setInt(3, limit);
      try (var rows = select.executeQuery()) {
        var leaves = new ArrayList<Hash>();
        while (rows.next()) {
          if (rows.getLong(1) != tree.size() + leaves.size()) {
            throw new IllegalStateException("entry " + (tree.size() + leaves.size()) + " is missing");
          }
          leaves.add(Hash.of(rows.getBytes(2)));
        }
        return leaves;
      }
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
