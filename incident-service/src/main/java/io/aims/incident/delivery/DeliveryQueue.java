package io.aims.incident.delivery;

import static io.aims.platform.tenancy.Sql.utc;

import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.agroal.api.AgroalDataSource;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Sql;
import io.quarkus.agroal.DataSource;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * The deliveries that wait for their effects; a row leaves in the transaction of the effects, so they happen once. When they
 * are due is a matter of the database's clock alone: those of the processes may differ.
 */
@ApplicationScoped
class DeliveryQueue {
  private static final String TAKE = """
      with next as materialized (
        select delivery_id from delivery_queue where tenant = ?1 and lane = ?2 and due_at <= now()
        order by delivery_id limit ?3 for update skip locked)
      select d.* from next join delivery d on d.tenant = ?1 and d.id = next.delivery_id order by d.id""";
  private static final String DONE = """
      with done as (
        select * from jsonb_to_recordset(cast(cast(?2 as text) as jsonb)) as d (id uuid, signals int)),
      left_queue as (
        delete from delivery_queue where tenant = ?1 and delivery_id in (select id from done))
      update delivery set state = 'PROCESSED', signals = done.signals, processed_at = ?3, cause = null
      from done where tenant = ?1 and delivery.id = done.id and state = 'QUEUED'""";
  private static final String PUT_BACK = """
      with later as (
        update delivery_queue set due_at = now() + make_interval(secs => ?4) where tenant = ?1 and delivery_id = ?2 returning delivery_id)
      update delivery set attempts = attempts + 1, cause = ?3 from later
      where tenant = ?1 and id = later.delivery_id and state = 'QUEUED'""";
  private static final String GIVE_UP = """
      with left_queue as (
        delete from delivery_queue where tenant = ?1 and delivery_id = ?2 returning delivery_id)
      update delivery set state = 'FAILED', attempts = attempts + 1, cause = ?3, processed_at = ?4 from left_queue
      where tenant = ?1 and id = left_queue.delivery_id and state = 'QUEUED'""";
  private static final String REPLAY = """
      with again as (
        update delivery set state = 'QUEUED', attempts = 0, cause = null, processed_at = null, replayed_at = ?3,
          replayed_by = ?4, replay_reason = ?5
        where tenant = ?1 and id = ?2 and state in ('FAILED', 'QUARANTINED') and raw_dropped_at is null
        returning tenant, id, source_id)
      insert into delivery_queue (tenant, lane, delivery_id, due_at) select tenant, %s, id, now() from again"""
      .formatted(Lane.OF_SOURCE);
  private static final String BACKLOG = """
      select tenant, lane, count(*), extract(epoch from now() - min(due_at)), bool_or(due_at <= now()) from delivery_queue
      group by tenant, lane""";
  private final AgroalDataSource worker;
  private final ObjectMapper mapper;

  DeliveryQueue(@DataSource("worker") AgroalDataSource worker, ObjectMapper mapper) {
    this.worker = worker;
    this.mapper = mapper;
  }

  /** A delivery that has its effects, and how many signals it held. */
  record Done(UUID id, int signals) {}

  /** How much waits in one lane, for how many seconds, and whether some of it is due. */
  record Backlog(Lane lane, long waiting, double oldest, boolean due) {}

  /** Locks the next due deliveries of the lane until the transaction ends, passing over those that another worker has. */
  Uni<List<Delivery>> take(Lane lane, int limit) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(TAKE, Delivery.class)
            .setParameter(1, lane.tenant())
            .setParameter(2, lane.number())
            .setParameter(3, limit)
            .getResultList());
  }

  Uni<Void> done(UUID tenant, List<Done> done, Instant now) {
    return update(DONE, tenant, json(done), utc(now));
  }

  Uni<Void> putBack(UUID tenant, UUID delivery, String cause, Duration pause) {
    return update(PUT_BACK, tenant, delivery, cause, pause.toMillis() / 1000.0);
  }

  Uni<Void> giveUp(UUID tenant, UUID delivery, String cause, Instant now) {
    return update(GIVE_UP, tenant, delivery, cause, utc(now));
  }

  /** Puts what was set aside into the queue again; of two at once one is refused, as its reason would be lost. */
  Uni<Void> replay(UUID tenant, UUID delivery, String by, String reason, Instant now) {
    return Sql.update(REPLAY, tenant, delivery, utc(now), by, reason).invoke(queued -> {
      if (queued == 0) {
        throw new Refusal.NotAllowedNow("replay", Delivery.State.QUEUED.name(), Set.of());
      }
    }).replaceWithVoid();
  }

  /** What waits in all lanes, as the worker role sees it; blocks. */
  List<Backlog> backlogs() throws SQLException {
    try (var connection = worker.getConnection();
        var select = connection.prepareStatement(BACKLOG);
        var rows = select.executeQuery()) {
      var backlogs = new ArrayList<Backlog>();
      while (rows.next()) {
        backlogs.add(new Backlog(new Lane(rows.getObject(1, UUID.class), rows.getInt(2)), rows.getLong(3),
            rows.getDouble(4), rows.getBoolean(5)));
      }
      return backlogs;
    }
  }

  private static Uni<Void> update(String sql, Object... parameters) {
    return Sql.update(sql, parameters).replaceWithVoid();
  }

  private String json(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
