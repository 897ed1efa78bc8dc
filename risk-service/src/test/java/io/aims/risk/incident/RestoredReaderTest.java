package io.aims.risk.incident;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.aims.platform.test.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

/** The database of a service that listens is put back to an earlier point, which knows neither the events nor that they were read. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "risk"))
class RestoredReaderTest {
  private final UUID organisation = UUID.randomUUID();
  private final UUID system = UUID.randomUUID();

  @Test
  void what_it_had_read_since_has_its_effect_again_though_nothing_more_is_sent() throws SQLException {
    registered(UUID.randomUUID());
    await().atMost(30, SECONDS).until(() -> count("select count(*) from read_position") > 0);
    execute("create table backup as select * from read_position");
    registered(system);

    execute("delete from known_system where id = '%1$s'; delete from inbox where aggregate_id = '%1$s';"
        + " truncate read_position; insert into read_position select * from backup; drop table backup", system);

    await().atMost(30, SECONDS).until(() -> count("select count(*) from known_system where id = '%s'", system) == 1);
    assertThat(count("select version from inbox where feed = 'inventory' and aggregate_id = '%s'", system)).isOne();
  }

  private void registered(UUID id) {
    TestEvents.send(TestEvents.example("aims.inventory.ai-system.registered.v1", organisation, id, 1, data -> {}));
    await().atMost(30, SECONDS).until(() -> count("select count(*) from known_system where id = '%s'", id) == 1);
  }

  private static void execute(String sql, Object... parameters) throws SQLException {
    try (var connection = TenancyContract.superuser(); var statement = connection.createStatement()) {
      statement.execute(sql.formatted(parameters));
    }
  }

  private static long count(String sql, Object... parameters) throws SQLException {
    try (var connection = TenancyContract.superuser();
        var row = connection.createStatement().executeQuery(sql.formatted(parameters))) {
      row.next();
      return row.getLong(1);
    }
  }
}
