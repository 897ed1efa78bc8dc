package io.aims.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;

import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;

class EventLogReadinessTest {

  @Test
  void a_database_that_takes_the_connection_but_never_answers_is_not_waited_for() throws Exception {
    try (var mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        var database = database(mute.getLocalPort())) {
      var began = System.nanoTime();

      var answer = new EventLogReadiness(database).call().await().atMost(Duration.ofSeconds(8));

      assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void a_database_that_is_away_is_not_ready() throws Exception {
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    try (var database = database(port)) {
      var answer = new EventLogReadiness(database).call().await().atMost(Duration.ofSeconds(8));

      assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
      assertThat(answer.getName()).isEqualTo("database");
    }
  }

  private static AgroalDataSource database(int port) throws SQLException {
    return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(
        pool -> pool.maxSize(1)
            .acquisitionTimeout(Duration.ofSeconds(6))
            .connectionFactoryConfiguration(
                factory -> factory.jdbcUrl("jdbc:postgresql://127.0.0.1:%d/aims".formatted(port)))));
  }
}
