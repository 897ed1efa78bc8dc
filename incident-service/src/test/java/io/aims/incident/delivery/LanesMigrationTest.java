package io.aims.incident.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.platform.test.TestMigrations;

/** What waits while a release is brought in goes on in the lane of its source. */
class LanesMigrationTest {
  private static final UUID ACME = new UUID(1, 1);
  private static final UUID GLOBEX = new UUID(1, 2);
  private final TestMigrations database = TestMigrations.of("incident");

  @Test
  void a_delivery_that_waits_gets_the_lane_of_its_source() throws Exception {
    database.to("179");
    for (var i = 0; i < 4; i++) {
      waits(ACME, new UUID(7, i));
      waits(GLOBEX, new UUID(8, i));
    }

    database.to("180");

    assertThat(
        database.one("select count(*) from delivery_queue q join delivery d on d.id = q.delivery_id where q.lane <> "
            + Lane.OF_SOURCE))
        .isEqualTo("0");
    assertThat(
        database.one("select count(*) from (select tenant, lane from delivery_queue group by tenant, lane) each"))
        .isEqualTo("8");
    assertThat(
        database
            .one("select bool_and(relforcerowsecurity) from pg_class where relname in ('delivery', 'delivery_queue')"))
        .isEqualTo("t");
  }

  private void waits(UUID tenant, UUID source) throws SQLException {
    var delivery = UUID.randomUUID();
    database.run("""
        set session_replication_role = replica;
        insert into delivery (tenant, id, source_id, profile, received_at, sha256, size, headers, body, state)
        values ('%1$s', '%2$s', '%3$s', 'ALERTMANAGER', now(), sha256(''), 0, '{}', '', 'QUEUED');
        insert into delivery_queue (tenant, delivery_id, due_at) values ('%1$s', '%2$s', now())"""
        .formatted(tenant, delivery, source));
  }
}
