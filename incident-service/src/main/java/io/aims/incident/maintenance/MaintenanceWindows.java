package io.aims.incident.maintenance;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The maintenance windows of the organisation's systems. */
@ApplicationScoped
class MaintenanceWindows implements PanacheRepositoryBase<MaintenanceWindow, UUID> {

  Uni<MaintenanceWindow> get(UUID id) {
    return findById(id).map(found -> Refusal.orNotFound(found, MaintenanceResource.WHAT));
  }

  /** Those of the systems that end after {@code since}. */
  Uni<List<MaintenanceWindow>> since(Collection<UUID> systemIds, Instant since) {
    return list("systemId in ?1 and endsAt > ?2", systemIds, since);
  }

  /** The same, none of which ends early until the transaction is over; one that is ending is waited for. */
  Uni<List<MaintenanceWindow>> keptSince(Collection<UUID> systemIds, Instant since) {
    return find("systemId in ?1 and endsAt > ?2 order by id", systemIds, since).withLock(LockModeType.PESSIMISTIC_READ)
        .list();
  }

  /** Newest first. */
  Uni<Page<WindowView>> list(@Nullable UUID systemId, PageRequest page) {
    return NewestFirst.of(this, WindowView.class).where("systemId", systemId).page(page, WindowView::id);
  }
}
