package io.aims.incident.source;

import static io.aims.platform.tenancy.Sql.utc;

import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.tenancy.Sql;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** When sources were last heard, and which credential was last of use; times only move forward. */
@ApplicationScoped
class HookActivities implements PanacheRepositoryBase<HookActivity, UUID> {
  private static final String SEEN = """
      insert into hook_activity as known (tenant, source_id, last_seen_at) values (?1, ?2, ?3)
      on conflict (tenant, source_id) do update
      set last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at)""";
  private static final String REJECTED = """
      insert into hook_activity as known (tenant, source_id, last_rejected_at) values (?1, ?2, ?3)
      on conflict (tenant, source_id) do update
      set last_rejected_at = greatest(known.last_rejected_at, excluded.last_rejected_at)""";
  private static final String USED = """
      update hook_credential set last_used_at = greatest(last_used_at, ?3) where tenant = ?1 and id = ?2""";

  Uni<Void> seen(UUID tenant, UUID sourceId, Instant at) {
    return update(SEEN, tenant, sourceId, at);
  }

  Uni<Void> rejected(UUID tenant, UUID sourceId, Instant at) {
    return update(REJECTED, tenant, sourceId, at);
  }

  Uni<Void> used(UUID tenant, UUID credentialId, Instant at) {
    return update(USED, tenant, credentialId, at);
  }

  private static Uni<Void> update(String sql, UUID tenant, UUID id, Instant at) {
    return Sql.update(sql, tenant, id, utc(at)).replaceWithVoid();
  }
}
