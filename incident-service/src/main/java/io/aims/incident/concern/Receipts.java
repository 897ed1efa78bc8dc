package io.aims.incident.concern;

import java.time.LocalDate;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import org.jspecify.annotations.Nullable;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** What lets anonymous reporters come back; each handle has a bounded number of wrong codes a day. */
@ApplicationScoped
class Receipts {
  static final int MOST_ATTEMPTS = 20;
  private static final String KEEP = """
      insert into concern_receipt (tenant, handle, concern_id, salt, hash, attempts, attempted_on)
      values (?1, ?2, ?3, ?4, ?5, 0, ?6)""";
  private static final String ATTEMPT = """
      update concern_receipt set attempts = case when attempted_on < ?3 then 1 else attempts + 1 end, attempted_on = ?3
      where tenant = ?1 and handle = ?2 and (attempted_on < ?3 or attempts < ?4)
      returning concern_id, salt, hash""";
  private static final String FORGIVE = """
      update concern_receipt set attempts = greatest(attempts - 1, 0) where tenant = ?1 and handle = ?2""";

  /** What a code is held against. */
  record Lock(UUID concernId, byte[] salt, byte[] hash) {}

  Uni<Void> keep(Concern concern, String handle, byte[] salt, byte[] hash) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(KEEP)
            .setParameter(1, concern.tenant())
            .setParameter(2, handle)
            .setParameter(3, concern.id())
            .setParameter(4, salt)
            .setParameter(5, hash)
            .setParameter(6, concern.receivedOn())
            .executeUpdate())
        .replaceWithVoid();
  }

  /**
   * Counts an attempt as failed before it is made, so that a thousand at once are counted too; null when the handle is unknown
   * or has had all attempts of the day.
   */
  Uni<@Nullable Lock> attempt(UUID tenant, String handle, LocalDate today) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(ATTEMPT, Tuple.class)
            .setParameter(1, tenant)
            .setParameter(2, handle)
            .setParameter(3, today)
            .setParameter(4, MOST_ATTEMPTS)
            .getResultList())
        .map(rows -> rows.isEmpty()
            ? null
            : new Lock((UUID) rows.getFirst().get(0), (byte[]) rows.getFirst().get(1),
                (byte[]) rows.getFirst().get(2)));
  }

  /** The code was right. */
  Uni<Void> forgive(UUID tenant, String handle) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(FORGIVE)
            .setParameter(1, tenant)
            .setParameter(2, handle)
            .executeUpdate())
        .replaceWithVoid();
  }
}
