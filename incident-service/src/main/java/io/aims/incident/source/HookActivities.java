package io.aims.incident.source;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** When sources were last heard, and which credential was last of use; times only move forward. */
@ApplicationScoped
class HookActivities implements PanacheRepositoryBase<HookActivity, UUID> {
  private static final String HEARD = """
      insert into hook_activity as known (tenant, source_id, last_seen_at, last_rejected_at) values (?1, ?2, ?3, ?4)
      on conflict (tenant, source_id) do update
      set last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at),
          last_rejected_at = greatest(known.last_rejected_at, excluded.last_rejected_at)""";
  private static final String USED = """
      update hook_credential set last_used_at = greatest(last_used_at, ?3) where tenant = ?1 and id = ?2""";

  Uni<Void> heard(UUID tenant, UUID sourceId, @Nullable Instant seen, @Nullable Instant rejected) {
    return getSession().chain(session -> session.createNativeQuery(HEARD)
        .setParameter(1, tenant)
        .setParameter(2, sourceId)
        .setParameter(3, utc(seen))
        .setParameter(4, utc(rejected))
        .executeUpdate()).replaceWithVoid();
  }

  Uni<Void> used(UUID tenant, UUID credentialId, Instant at) {
    return getSession().chain(session -> session.createNativeQuery(USED)
        .setParameter(1, tenant)
        .setParameter(2, credentialId)
        .setParameter(3, utc(at))
        .executeUpdate()).replaceWithVoid();
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
    return time == null ? null : OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
  }
}
