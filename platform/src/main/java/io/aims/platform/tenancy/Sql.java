package io.aims.platform.tenancy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Statements for what entities can't say; in the transaction that is under way. */
public final class Sql {
  private Sql() {}

  /** A time as parameters of statements take it. */
  public static OffsetDateTime utc(Instant time) {
    return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
  }

  /** When the transaction began, by the database's clock, which all processes share. */
  public static Uni<Instant> now() {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("select now()", OffsetDateTime.class).getSingleResult())
        .map(OffsetDateTime::toInstant);
  }

  /** Runs a statement that changes rows, with its parameters in order from {@code ?1} on; the number of rows. */
  public static Uni<Integer> update(String sql, @Nullable Object... parameters) {
    return Panache.getSession().chain(session -> {
      var query = session.createNativeQuery(sql);
      for (var i = 0; i < parameters.length; i++) {
        query.setParameter(i + 1, parameters[i]);
      }
      return query.executeUpdate();
    });
  }
}
