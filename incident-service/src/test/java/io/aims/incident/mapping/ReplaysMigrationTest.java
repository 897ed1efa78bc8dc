package io.aims.incident.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.platform.test.TestMigrations;

/** A replay that runs while a release is brought in goes on, and says how far it is. */
class ReplaysMigrationTest {
  private static final UUID ACME = new UUID(1, 1);
  private static final UUID SOURCE = new UUID(7, 1);
  private final TestMigrations database = TestMigrations.of("incident");

  @Test
  void what_is_under_way_knows_how_many_signals_it_has_looked_at() throws Exception {
    database.to("181");
    for (var key : new String[]{"a", "b", "c"}) {
      signal(ACME, SOURCE, key);
    }
    signal(ACME, new UUID(7, 2), "a2");
    signal(new UUID(1, 2), SOURCE, "a3");
    database.run("""
        set session_replication_role = replica;
        insert into mapping_replay (tenant, id, source_id, behind, due_at)
        values ('%s', gen_random_uuid(), '%s', 'b', now())""".formatted(ACME, SOURCE));

    database.to("206");

    assertThat(database
        .one("select behind || signals || ' of ' || signals_at_start from mapping_replay where ended_at is null"))
        .isEqualTo("0 of 3");
    assertThat(database.one(
        "select bool_and(relforcerowsecurity) from pg_class where relname in ('mapping_replay', 'watched_signal')"))
        .isEqualTo("t");
  }

  private void signal(UUID tenant, UUID source, String key) throws SQLException {
    database.run(
        """
            insert into watched_signal (tenant, id, signal_key, source_id, system_id, kind, severity, status, changes, flapping,
              skewed, unheard, late, last_seen_at, version)
            values ('%s', gen_random_uuid(), '%s', '%s', gen_random_uuid(), 'DRIFT', 'MAJOR', 'FIRING', '{"micros":[]}', false,
              false, false, 0, now(), 1)"""
            .formatted(tenant, key, source));
  }
}
