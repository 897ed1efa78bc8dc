package io.aims.incident.monitoring;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The rounds of the organisation's plans. */
@ApplicationScoped
class MonitoringRounds implements PanacheRepositoryBase<MonitoringRound, UUID> {
  private static final String TAKE = """
      select id from monitoring_round where tenant = ?1 and next_at <= ?2 order by next_at limit ?3
      for update skip locked""";

  Uni<MonitoringRound> get(UUID plan, UUID id) {
    return find("id = ?1 and planId = ?2", id, plan).firstResult()
        .map(found -> Refusal.orNotFound(found, RoundResource.WHAT));
  }

  /** Newest first. */
  Uni<Page<RoundView.Summary>> list(UUID plan, MonitoringRound.@Nullable State state, PageRequest page) {
    return NewestFirst.of(this, RoundView.Summary.class)
        .where("planId", plan)
        .where("state", state)
        .page(page, RoundView.Summary::id);
  }

  /** Locks the next ones of the organisation that are late, passing over those that another worker has. */
  Uni<List<UUID>> take(UUID tenant, Instant now, int limit) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(TAKE, UUID.class)
            .setParameter(1, tenant)
            .setParameter(2, OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
            .setParameter(3, limit)
            .getResultList());
  }
}
