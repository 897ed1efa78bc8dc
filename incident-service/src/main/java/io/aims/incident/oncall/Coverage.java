package io.aims.incident.oncall;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Sql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Which active rota each system has, and which one has all others; in the caller's transaction. The database keeps it to
 * one: of two rotas that reach for the same at once, the second is refused.
 */
@ApplicationScoped
class Coverage {
  /** No systems are the row without one. In order, so that two that reach for the same wait for each other and for no more. */
  private static final String TAKE = """
      insert into on_call_system (tenant, rota_id, system_id)
      select ?1, ?2, cast(nullif(listed, '') as uuid) from regexp_split_to_table(cast(?3 as text), ',') as listed
      order by listed on conflict do nothing""";
  private static final String FIND = """
      select rota_id from on_call_system where tenant = ?1 and (system_id = ?2 or system_id is null)
      order by system_id nulls last limit 1""";

  /** Lets the rota be for these systems and no others, or for all that have none; refuses what another one has. */
  Uni<Void> take(UUID tenant, UUID rotaId, List<UUID> systems) {
    var listed = systems.stream().map(UUID::toString).collect(Collectors.joining(","));
    return release(tenant, rotaId).chain(() -> Sql.update(TAKE, tenant, rotaId, listed))
        .invoke(taken -> requireAll(taken, systems))
        .replaceWithVoid();
  }

  private static void requireAll(int taken, List<UUID> systems) {
    if (taken < Math.max(1, systems.size())) {
      throw new Refusal.Taken(systems.isEmpty()
          ? "Another active rota is for every system that has none of its own."
          : "Another active rota is for one of these systems.");
    }
  }

  Uni<Void> release(UUID tenant, UUID rotaId) {
    return Sql.update("delete from on_call_system where tenant = ?1 and rota_id = ?2", tenant, rotaId)
        .replaceWithVoid();
  }

  /** The system's own rota, or the one for all others; null when there is neither. */
  Uni<@Nullable UUID> rotaOf(UUID tenant, UUID systemId) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(FIND, UUID.class)
            .setParameter(1, tenant)
            .setParameter(2, systemId)
            .getSingleResultOrNull());
  }
}
