package io.aims.incident.due;

import static io.aims.platform.tenancy.Sql.utc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * A table of rows that become due, with the number of tries that have failed in a row; in the caller's transaction.
 *
 * @param id the column that names a row, or rows that have their effect together
 * @param due the column that says when; the worker role sees it and the organisation
 */
public record DueTable(String name, String id, String due) {

  /**
   * Whose rows are due.
   *
   * @param oldest since when the first of them is; now when none is
   */
  public record Due(List<UUID> tenants, Instant oldest) {}

  /** Looks through all organisations, by a connection of the worker role. */
  public Due due(Connection connection, Instant now) throws SQLException {
    try (var select = connection.prepareStatement(
        "select tenant, min(%2$s) from %1$s where %2$s <= ? group by tenant".formatted(name, due))) {
      select.setObject(1, utc(now));
      try (var rows = select.executeQuery()) {
        var tenants = new ArrayList<UUID>();
        var oldest = now;
        while (rows.next()) {
          tenants.add(rows.getObject(1, UUID.class));
          var since = rows.getObject(2, OffsetDateTime.class).toInstant();
          oldest = since.isBefore(oldest) ? since : oldest;
        }
        return new Due(tenants, oldest);
      }
    }
  }

  /** Locks the next rows of the organisation that are due, passing over those that another worker has. */
  public Uni<List<UUID>> take(UUID tenant, Instant now, int limit) {
    return Panache.getSession()
        .chain(session -> session
            .createNativeQuery("""
                select %2$s from %1$s where tenant = ?1 and %3$s <= ?2 order by %3$s limit ?3
                for update skip locked""".formatted(name, id, due), UUID.class)
            .setParameter(1, tenant)
            .setParameter(2, utc(now))
            .setParameter(3, limit)
            .getResultList());
  }

  /** Notes a failed try; answers how many there have been. */
  Uni<Integer> failed(UUID tenant, UUID row) {
    return Panache.getSession()
        .chain(session -> session
            .createNativeQuery("update %s set failures = failures + 1 where tenant = ?1 and %s = ?2 returning failures"
                .formatted(name, id), Integer.class)
            .setParameter(1, tenant)
            .setParameter(2, row)
            .getResultList())
        .map(failures -> failures.stream().max(Integer::compare).orElse(1));
  }

  /** A row that has had its effect meanwhile is due no more, and stays so. */
  Uni<Void> putOff(UUID tenant, UUID row, Instant until) {
    return Panache.getSession()
        .chain(session -> session
            .createNativeQuery("update %1$s set %3$s = ?3 where tenant = ?1 and %2$s = ?2 and %3$s is not null"
                .formatted(name, id, due))
            .setParameter(1, tenant)
            .setParameter(2, row)
            .setParameter(3, utc(until))
            .executeUpdate())
        .replaceWithVoid();
  }
}
