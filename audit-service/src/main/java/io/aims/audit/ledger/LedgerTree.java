package io.aims.audit.ledger;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import org.jspecify.annotations.Nullable;

import io.aims.audit.merkle.Hash;
import io.aims.audit.merkle.NodeId;
import io.aims.audit.merkle.NodeSource;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** The integrated tree and its published checkpoints; always inside the caller's transaction. */
@ApplicationScoped
class LedgerTree {

  /** The newest checkpoint; null when nothing is published yet. */
  Uni<@Nullable PublishedCheckpoint> latest(UUID tenant) {
    return Panache.getSession()
        .chain(session -> session
            .createNativeQuery("select size, root, note, created_at from checkpoint where tenant = ?1"
                + " order by size desc limit 1", Tuple.class)
            .setParameter(1, tenant)
            .getSingleResultOrNull())
        .map(LedgerTree::checkpoint);
  }

  /** The checkpoint of that size; null when none was published. */
  Uni<@Nullable PublishedCheckpoint> at(UUID tenant, long size) {
    return Panache.getSession()
        .chain(session -> session
            .createNativeQuery("select size, root, note, created_at from checkpoint where tenant = ?1 and size = ?2",
                Tuple.class)
            .setParameter(1, tenant)
            .setParameter(2, size)
            .getSingleResultOrNull())
        .map(LedgerTree::checkpoint);
  }

  private static @Nullable PublishedCheckpoint checkpoint(@Nullable Tuple row) {
    return row == null
        ? null
        : new PublishedCheckpoint(row.get(0, Long.class), Hash.of(row.get(1, byte[].class)), row.get(2, String.class),
            row.get(3, OffsetDateTime.class).toInstant());
  }

  /** The hashes of {@code needed}, read by one query however many they are. */
  Uni<NodeSource> nodes(UUID tenant, Set<NodeId> needed) {
    var levels = needed.stream().map(NodeId::level).toArray(Integer[]::new);
    var indexes = needed.stream().map(NodeId::index).toArray(Long[]::new);
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            select level, idx, hash from ledger_node
            where tenant = ?1 and (level, idx) in (select * from unnest(cast(?2 as int[]), cast(?3 as bigint[])))""",
            Tuple.class)
            .setParameter(1, tenant)
            .setParameter(2, levels)
            .setParameter(3, indexes)
            .getResultList())
        .map(rows -> {
          var nodes = new HashMap<NodeId, Hash>();
          for (var row : rows) {
            nodes.put(new NodeId(row.get(0, Integer.class), row.get(1, Long.class)),
                Hash.of(row.get(2, byte[].class)));
          }
          return NodeSource.of(nodes);
        });
  }
}
