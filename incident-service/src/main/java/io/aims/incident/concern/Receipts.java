package io.aims.incident.concern;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import org.jspecify.annotations.Nullable;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

/** What lets anonymous reporters come back. */
@ApplicationScoped
class Receipts {
  private static final String KEEP = """
      insert into concern_receipt (tenant, handle, concern_id, salt, hash) values (?1, ?2, ?3, ?4, ?5)""";
  private static final String LOCK = """
      select concern_id, salt, hash from concern_receipt where tenant = ?1 and handle = ?2""";
  private final Pool database;

  Receipts(Pool database) {
    this.database = database;
  }

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
            .executeUpdate())
        .replaceWithVoid();
  }

  /** Whose the handle is, whatever the organisation was called when it was given out. Needs no transaction. */
  Uni<@Nullable UUID> organisation(String handle) {
    return database.preparedQuery("select organisation_of_receipt($1)")
        .execute(io.vertx.mutiny.sqlclient.Tuple.of(handle))
        .map(rows -> rows.iterator().hasNext() ? rows.iterator().next().getUUID(0) : null);
  }

  /** Null when there is no such handle; in the caller's transaction. */
  Uni<@Nullable Lock> lock(UUID tenant, String handle) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(LOCK, Tuple.class)
            .setParameter(1, tenant)
            .setParameter(2, handle)
            .getSingleResultOrNull())
        .map(row -> row == null ? null : new Lock((UUID) row.get(0), (byte[]) row.get(1), (byte[]) row.get(2)));
  }
}
