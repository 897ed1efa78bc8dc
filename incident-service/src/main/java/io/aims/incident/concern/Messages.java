package io.aims.incident.concern;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** What reporters and handlers have said to each other; it only grows. */
@ApplicationScoped
class Messages implements PanacheRepositoryBase<ConcernMessage, UUID> {

  /** All of a concern, oldest first: reporters write few by rule, and handlers answer them. */
  Uni<List<ConcernView.Message>> all(UUID concern) {
    return find("concernId = ?1 order by number", concern).project(ConcernView.Message.class).list();
  }

  /** Oldest first. */
  Uni<Page<ConcernView.Message>> list(UUID concern, PageRequest page) {
    return find("concernId = ?1 and number > ?2 order by number", concern, (int) page.afterNumber(0))
        .project(ConcernView.Message.class)
        .range(0, Page.fetch(page) - 1)
        .list()
        .map(found -> Page.cut(found, page, ConcernView.Message::number));
  }
}
