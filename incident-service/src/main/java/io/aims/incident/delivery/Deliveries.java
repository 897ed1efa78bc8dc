package io.aims.incident.delivery;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The deliveries of the organisation's monitors. */
@ApplicationScoped
class Deliveries implements PanacheRepositoryBase<Delivery, UUID> {

  Uni<Delivery> get(UUID id) {
    return findById(id).map(found -> Refusal.orNotFound(found, DeliveryResource.WHAT));
  }

  /** What was sent by a source and is not forgotten, newest first, before one of its deliveries. */
  Uni<List<MappingPreview.Kept>> kept(UUID sourceId, @Nullable UUID before, int limit) {
    return find("sourceId = ?1 and rawDroppedAt is null and id < ?2 order by id desc", sourceId,
        before == null ? PageRequest.of(limit, null).beforeId() : before)
        .project(MappingPreview.Kept.class)
        .range(0, limit - 1)
        .list();
  }

  /** Those of these that are not forgotten. */
  Uni<List<MappingPreview.Kept>> kept(Collection<UUID> ids) {
    return find("id in ?1 and rawDroppedAt is null", ids).project(MappingPreview.Kept.class)
        .list();
  }

  /** Which deliveries to list; null filters nothing. */
  record Filter(@Nullable UUID sourceId, Delivery.@Nullable State state) {}

  /** Newest first. */
  Uni<Page<DeliveryView.Summary>> list(Filter filter, PageRequest page) {
    return NewestFirst.of(this, DeliveryView.Summary.class)
        .where("sourceId", filter.sourceId())
        .where("state", filter.state())
        .page(page, DeliveryView.Summary::id);
  }
}
