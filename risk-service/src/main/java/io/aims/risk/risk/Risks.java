package io.aims.risk.risk;

import java.util.List;
import java.util.Set;
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

/** The organisation's risks. */
@ApplicationScoped
class Risks implements PanacheRepositoryBase<Risk, UUID> {

  /** Which risks to list; null filters nothing. */
  record Filter(@Nullable UUID systemId, @Nullable Theme theme, @Nullable Boolean flagged) {}

  Uni<Risk> get(UUID id) {
    return findById(id).map(found -> Refusal.orNotFound(found, "risk"));
  }

  /** The same, locked until the transaction ends: what is decided upon does not move meanwhile. */
  Uni<Risk> getLocked(UUID id) {
    return findLocked(id).map(found -> Refusal.orNotFound(found, "risk"));
  }

  Uni<@Nullable Risk> findLocked(UUID id) {
    return findById(id, LockModeType.PESSIMISTIC_WRITE);
  }

  /**
   * The risks of a system that are about one of {@code themes}, and {@code more}; locked, in an order that all who lock several
   * keep to.
   */
  Uni<List<Risk>> lockedOf(UUID systemId, Set<Theme> themes, Set<UUID> more) {
    return find("systemId = ?1 and theme in ?2 or id in ?3 order by id", systemId, themes, more)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  /** The risks that bear a flag of an incident, locked, in the same order. Few are flagged at a time; what their flags say is read here. */
  Uni<List<Risk>> flaggedBy(UUID incidentId) {
    return find("flagged = true").project(Flagged.class)
        .list()
        .map(flagged -> flagged.stream()
            .filter(risk -> risk.flags().of(incidentId).isPresent())
            .map(Flagged::id)
            .toList())
        .chain(ids -> ids.isEmpty()
            ? Uni.createFrom().item(List.of())
            : find("id in ?1 order by id", ids).withLock(LockModeType.PESSIMISTIC_WRITE).list());
  }

  record Flagged(UUID id, Flags flags) {}

  /** Newest first. */
  Uni<Page<RiskView.Row>> list(Filter filter, PageRequest page) {
    return NewestFirst.of(this, RiskView.Row.class)
        .where("systemId", filter.systemId())
        .where("theme", filter.theme())
        .where("flagged", filter.flagged())
        .page(page, RiskView.Row::id);
  }
}
