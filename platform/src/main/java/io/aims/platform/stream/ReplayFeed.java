package io.aims.platform.stream;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

import io.agroal.api.AgroalDataSource;
import io.aims.platform.refusal.Faults;
import io.quarkus.agroal.DataSource;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Puts events that somebody misses back into the outbox: the relay sends them again as they were, under their old numbers,
 * and whoever has them already drops them.
 */
@ApplicationScoped
class ReplayFeed {
  private static final Logger LOG = Logger.getLogger(ReplayFeed.class);
  private static final String VERSIONS = """
      insert into outbox (position, tenant, occurred_at, replay)
      select position, tenant, occurred_at, true from event
      where tenant = ? and aggregate_id = ? and aggregate_version between ? and ?
      on conflict do nothing""";
  private static final String NUMBERS = """
      insert into outbox (position, tenant, occurred_at, replay)
      select position, tenant, occurred_at, true from stream_entry
      join event using (position, occurred_at, tenant) where tenant = ? and seq between ? and ?
      on conflict do nothing""";
  private final AgroalDataSource worker;
  private final String service;

  ReplayFeed(@DataSource("worker") AgroalDataSource worker,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    this.worker = worker;
    this.service = service;
  }

  @Incoming("replay-requests")
  Uni<Void> receive(ConsumerRecord<String, byte[]> message) {
    ReplayRequest request;
    try {
      request = ReplayRequest.read(message.value());
    } catch (IllegalArgumentException e) {
      LOG.warnf("A replay request at offset %d of partition %d is ignored: %s", message.offset(), message.partition(),
          e.getMessage());
      return Uni.createFrom().voidItem();
    }
    if (!request.service().equals(service)) {
      LOG.debugf("A replay request is left to %s", request.service());
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .item(() -> putBack(request))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .onFailure()
        .invoke(fault -> LOG.warnf("A replay is tried again: %s", Faults.summary(fault)))
        .onFailure()
        .retry()
        .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(5))
        .indefinitely()
        .invoke(events -> LOG.infof("Sends %d events again: %s", events, request))
        .replaceWithVoid();
  }

  private int putBack(ReplayRequest request) {
    try (var connection = worker.getConnection();
        var insert = connection.prepareStatement(request.aggregateId() == null ? NUMBERS : VERSIONS)) {
      bind(insert, request);
      return insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void bind(PreparedStatement insert, ReplayRequest request) throws SQLException {
    var next = 1;
    insert.setObject(next++, request.tenant());
    if (request.aggregateId() != null) {
      insert.setObject(next++, request.aggregateId());
    }
    insert.setLong(next++, request.from());
    insert.setLong(next, request.to());
  }
}
