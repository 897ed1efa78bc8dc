package io.aims.incident.delivery;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;

/** The deliveries of the organisation's monitors. */
@ApplicationScoped
class Deliveries implements PanacheRepositoryBase<Delivery, UUID> {

  Uni<Delivery> get(UUID id) {
    return findById(id).map(found -> Refusal.orNotFound(found, DeliveryResource.WHAT));
  }

  /** Which deliveries to list; null filters nothing. */
  record Filter(@Nullable UUID sourceId, Delivery.@Nullable State state) {}

  /** Newest first. */
  Uni<Page<DeliveryView.Summary>> list(Filter filter, PageRequest page) {
    var where = new StringBuilder("id < :before");
    var values = new Parameters().and("before", page.beforeId());
    if (filter.sourceId() != null) {
      where.append(" and sourceId = :source");
      values.and("source", filter.sourceId());
    }
    if (filter.state() != null) {
      where.append(" and state = :state");
      values.and("state", filter.state());
    }
    return Panache.getSession()
        .chain(session -> {
          var query = session.createQuery(
              "select new io.aims.incident.delivery.DeliveryView$Summary(id, sourceId, receivedAt, state, attempts,"
                  + " signals, cause, processedAt, size) from Delivery where " + where + " order by id desc",
              DeliveryView.Summary.class);
          values.map().forEach(query::setParameter);
          return query.setMaxResults(Page.fetch(page)).getResultList();
        })
        .map(found -> Page.cut(found, page, DeliveryView.Summary::id));
  }
}
