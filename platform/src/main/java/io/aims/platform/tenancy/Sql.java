package io.aims.platform.tenancy;

import org.jspecify.annotations.Nullable;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Statements for what entities can't say; in the transaction that is under way. */
public final class Sql {
  private Sql() {}

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
