package io.aims.incident.due;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** A table of rows that become due, with the number of tries that have failed in a row; in the caller's transaction. */
public record DueTable(String name, String id, String due) {

  /** Notes a failed try; answers how many there have been. */
  Uni<Integer> failed(UUID tenant, UUID row) {
    return Panache.getSession()
        .chain(session -> session
            .createNativeQuery("update %s set failures = failures + 1 where tenant = ?1 and %s = ?2 returning failures"
                .formatted(name, id), Integer.class)
            .setParameter(1, tenant)
            .setParameter(2, row)
            .getSingleResultOrNull())
        .map(failures -> failures == null ? 1 : failures);
  }

  /** A row that has had its effect meanwhile is due no more, and stays so. */
  Uni<Void> putOff(UUID tenant, UUID row, Instant until) {
    return Panache.getSession()
        .chain(session -> session
            .createNativeQuery("update %1$s set %3$s = ?3 where tenant = ?1 and %2$s = ?2 and %3$s is not null"
                .formatted(name, id, due))
            .setParameter(1, tenant)
            .setParameter(2, row)
            .setParameter(3, OffsetDateTime.ofInstant(until, ZoneOffset.UTC))
            .executeUpdate())
        .replaceWithVoid();
  }
}
