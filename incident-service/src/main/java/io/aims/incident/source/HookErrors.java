package io.aims.incident.source;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The last deliveries of each source that were turned away. */
@ApplicationScoped
class HookErrors implements PanacheRepositoryBase<HookError, UUID> {
  static final int KEPT = 200;
  private static final String TRIM = """
      delete from hook_error where source_id = ?1 and id < (
        select id from hook_error where source_id = ?1 order by id desc offset ?2 limit 1)""";

  /** Adds these of one source and forgets what is older than the newest {@link #KEPT}. */
  Uni<Void> add(UUID sourceId, List<HookError> errors) {
    return persist(errors)
        .chain(this::getSession)
        .chain(session -> session.flush()
            .chain(() -> session.createNativeQuery(TRIM)
                .setParameter(1, sourceId)
                .setParameter(2, KEPT - 1)
                .executeUpdate()))
        .replaceWithVoid();
  }

  /** Newest first. */
  Uni<Page<HookError.View>> list(UUID sourceId, PageRequest page) {
    return NewestFirst.of(this, HookError.View.class).where("sourceId", sourceId).page(page, HookError.View::id);
  }
}
