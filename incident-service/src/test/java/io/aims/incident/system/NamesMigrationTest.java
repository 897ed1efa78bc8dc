package io.aims.incident.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.platform.test.TestMigrations;

/** Of what systems were called in a label, only what had lost all of a name goes; the rest stays until it is told anew. */
class NamesMigrationTest {
  private static final UUID ACME = new UUID(1, 1);
  private static final UUID GLOBEX = new UUID(1, 2);
  private final TestMigrations database = TestMigrations.of("incident");

  @Test
  void a_name_of_dashes_means_nobody_any_more_and_every_other_one_stays() throws Exception {
    database.to("175");
    for (var name : new String[]{"-", "--", "fraud-eu", "caf-scoring", "-ber-gr-e", "lending"}) {
      database
          .run("insert into known_name (tenant, name, system_id) values ('%s', '%s', gen_random_uuid())".formatted(ACME,
              name));
    }
    database.run(
        "insert into known_name (tenant, name, system_id) values ('%s', '-', gen_random_uuid())".formatted(GLOBEX));

    database.to("176");

    assertThat(database.one("select string_agg(name, ' ' order by name collate \"C\") from known_name"))
        .isEqualTo("-ber-gr-e caf-scoring fraud-eu lending");
    assertThat(database.one("select relforcerowsecurity from pg_class where relname = 'known_name'")).isEqualTo("t");
  }
}
