package io.aims.platform.event;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Human references such as {@code XYZ-0001}: counted per organisation and prefix, without gaps, in the transaction. */
@ApplicationScoped
public class References {
  private static final String NEXT = """
      insert into reference_counter (tenant, prefix, value) values (?1, ?2, 1)
      on conflict (tenant, prefix) do update set value = reference_counter.value + 1
      returning value""";

  /**
   * The next reference; creations of the same prefix in one organisation wait for each other here until the transaction ends, so
   * nothing that others may have locked is to be waited for after it.
   */
  public Uni<String> next(UUID tenant, String prefix) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(NEXT, Long.class)
            .setParameter(1, tenant)
            .setParameter(2, prefix)
            .getSingleResult())
        .map(value -> "%s-%04d".formatted(prefix, value));
  }
}
