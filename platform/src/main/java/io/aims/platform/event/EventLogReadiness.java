package io.aims.platform.event;

import java.sql.SQLException;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Nothing can be accepted without the database: a service is ready while it answers at once. Kafka is not asked, no request needs it. */
@Readiness
@ApplicationScoped
class EventLogReadiness implements AsyncHealthCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private final AgroalDataSource worker;

  EventLogReadiness(@DataSource("worker") AgroalDataSource worker) {
    this.worker = worker;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return Uni.createFrom()
        .item(this::answers)
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .ifNoItem()
        .after(PATIENCE)
        .recoverWithItem(false)
        .map(up -> HealthCheckResponse.named("database").status(up).build());
  }

  private boolean answers() {
    try (var connection = worker.getConnection()) {
      return connection.isValid((int) PATIENCE.toSeconds());
    } catch (SQLException e) {
      return false;
    }
  }
}
