package io.aims.platform.web;

import java.sql.SQLException;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;

/** Forgets used Idempotency-Keys after 24 hours. */
@ApplicationScoped
class IdempotencyExpiry {
  private final AgroalDataSource worker;

  IdempotencyExpiry(@DataSource("worker") AgroalDataSource worker) {
    this.worker = worker;
  }

  @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void expire() throws SQLException {
    try (var connection = worker.getConnection(); var statement = connection.createStatement()) {
      statement.executeUpdate("delete from idempotency_key where created_at < now() - interval '24 hours'");
    }
  }
}
