package io.aims.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.aims.platform.test.TestPostgres;

/** What the worker role finds due, on a real database and with its own rights. */
class WorkerLooksTest {
  private static final int BOUND = 3;
  private static final InboxConfig CONFIG = new InboxConfig() {
    @Override
    public int parked() {
      return BOUND;
    }

    @Override
    public Duration late() {
      return Duration.ofSeconds(5);
    }

    @Override
    public Duration alarm() {
      return Duration.ofMinutes(1);
    }

    @Override
    public Duration poll() {
      return Duration.ofMillis(200);
    }

    @Override
    public Duration positions() {
      return Duration.ofSeconds(1);
    }
  };
  private static TestPostgres postgres;
  private static final UUID BEFORE = UUID.randomUUID();
  private final LetGoVersions letGo = new LetGoVersions(CONFIG);
  private final RebuildGaps rebuilds = new RebuildGaps();
  private final UUID tenant = UUID.randomUUID();
  private final UUID aggregate = UUID.randomUUID();

  @BeforeAll
  static void database() throws SQLException, IOException {
    postgres = TestPostgres.start("relay");
    for (var migration : new String[]{"V1__platform", "V2__streams", "V3__dead_letters", "V4__epochs", "V5__let_go",
        "V6__rebuild", "V7__let_go_epochs"}) {
      if (migration.startsWith("V7")) {
        notedBefore();
      }
      try (var owner = as("owner");
          var sql = WorkerLooksTest.class.getResourceAsStream("/db/platform/" + migration + ".sql")) {
        owner.createStatement()
            .execute(
                new String(sql.readAllBytes()).replace("${app}", "relay_app").replace("${worker}", "relay_worker"));
      }
    }
  }

  /** What an earlier version noted of an aggregate whose owner had accepted a loss before. */
  private static void notedBefore() throws SQLException {
    execute("superuser", """
        insert into inbox (tenant, feed, aggregate_id, version, epoch) values ('%1$s', 'feed', '%1$s', 3, 2);
        insert into let_go (tenant, feed, aggregate_id, source, version, next_try_at)
        values ('%1$s', 'feed', '%1$s', '/aims/owner-service', 9, now() + interval '1 day')""".formatted(BEFORE));
  }

  @Test
  void what_was_noted_before_notes_had_an_epoch_belongs_to_that_of_its_aggregate() throws SQLException {
    execute("superuser", "update let_go set next_try_at = now() where tenant = '" + BEFORE + "'");

    try (var worker = as("worker")) {
      assertThat(letGo.claim(worker, 100)).filteredOn(due -> due.tenant().equals(BEFORE))
          .singleElement()
          .satisfies(due -> {
            assertThat(due.back()).isFalse();
            assertThat(due.held() + 1).isEqualTo(4);
          });
    }
  }

  @Test
  void without_room_nothing_is_asked_for_unless_it_could_be_applied_at_once() throws SQLException {
    applied(1);
    letGo(9);
    park(BOUND);

    assertThat(claimLetGo().upTo()).isEqualTo(2);

    parkOwn(4);
    dueAgain();
    assertThat(claimLetGo().hasRoom()).isFalse();
  }

  @Test
  void no_more_is_asked_for_than_there_is_room_for() throws SQLException {
    applied(1);
    letGo(9);
    park(1);

    var found = claimLetGo();

    assertThat(found.held() + 1).isEqualTo(2);
    assertThat(found.upTo()).isEqualTo(3);
  }

  @Test
  void aggregates_of_one_organisation_share_its_room_and_others_have_their_own() throws SQLException {
    letGo(tenant, UUID.randomUUID(), 9);
    letGo(tenant, aggregate, 1);
    letGo(tenant, UUID.randomUUID(), 9);
    var other = UUID.randomUUID();
    letGo(other, UUID.randomUUID(), 9);
    letGo(other, UUID.randomUUID(), 9);
    park(1);

    try (var worker = as("worker")) {
      var due = letGo.claim(worker, 10);

      assertThat(due).filteredOn(each -> each.tenant().equals(tenant))
          .extracting(LetGoVersions.LetGo::room)
          .containsExactlyInAnyOrder(0, 1, 1);
      assertThat(due).filteredOn(each -> each.tenant().equals(other))
          .extracting(LetGoVersions.LetGo::room)
          .containsExactlyInAnyOrder(1, 2);
    }
  }

  @Test
  void what_one_does_not_need_of_the_room_is_left_to_another() throws SQLException {
    applied(8);
    letGo(9);
    var longer = UUID.randomUUID();
    letGo(tenant, longer, 9);

    try (var worker = as("worker")) {
      assertThat(letGo.claim(worker, 10)).filteredOn(each -> each.aggregateId().equals(longer))
          .extracting(LetGoVersions.LetGo::upTo)
          .containsExactly(2);
    }
  }

  @Test
  void what_was_claimed_is_left_alone_for_a_while_that_doubles_and_begins_anew_with_progress() throws SQLException {
    applied(1);
    letGo(9);
    for (var seconds : new int[]{5, 10, 20}) {
      claimLetGo();
      assertThat(pause()).isEqualTo(seconds);
      try (var worker = as("worker")) {
        assertThat(letGo.claim(worker, 10)).filteredOn(other -> other.tenant().equals(tenant)).isEmpty();
      }
      dueAgain();
    }

    applied(2);
    claimLetGo();

    assertThat(pause()).isEqualTo(5);
  }

  @Test
  void what_is_back_is_forgotten_unless_more_was_let_go_meanwhile() throws SQLException {
    applied(9);
    letGo(9);
    var back = claimLetGo();
    assertThat(back.back()).isTrue();
    execute("superuser", "update let_go set version = 10 where tenant = '" + tenant + "'");

    try (var worker = as("worker")) {
      letGo.forget(worker, back);
      assertThat(count("let_go")).isOne();
      execute("superuser", "update let_go set version = 9 where tenant = '" + tenant + "'");
      letGo.forget(worker, back);
    }

    assertThat(count("let_go")).isZero();
  }

  @Test
  void what_is_here_of_an_earlier_epoch_does_not_stand_for_what_was_let_go() throws SQLException {
    applied(3);
    letGo(4);
    execute("superuser", "update let_go set epoch = 2 where tenant = '" + tenant + "'");
    parkOwn(5);

    var parkedBefore = claimLetGo();
    applied(6);
    dueAgain();
    var appliedBefore = claimLetGo();

    assertThat(List.of(parkedBefore, appliedBefore)).allSatisfy(due -> {
      assertThat(due.back()).isFalse();
      assertThat(due.held() + 1).isEqualTo(4);
      assertThat(due.upTo()).isEqualTo(4);
    });
  }

  @Test
  void an_epoch_is_asked_for_from_the_first_version_on_that_was_let_go_of_it() throws SQLException {
    applied(6);
    letGo(6);
    execute("superuser", "update let_go set epoch = 2, first = 4 where tenant = '" + tenant + "'");
    assertThat(claimLetGo().held() + 1).isEqualTo(4);

    execute("superuser", "update inbox set version = 4, epoch = 2 where tenant = '" + tenant + "'");
    dueAgain();
    assertThat(claimLetGo().held() + 1).isEqualTo(5);
  }

  @Test
  void what_is_parked_or_set_aside_of_its_epoch_is_not_missing() throws SQLException {
    for (var table : new String[]{"parked_event", "dead_letter"}) {
      execute("superuser", "delete from let_go where tenant = '" + tenant + "'");
      execute("superuser", "delete from parked_event where tenant = '" + tenant + "'");
      letGo(4);
      execute("superuser", "update let_go set epoch = 2 where tenant = '" + tenant + "'");
      assertThat(claimLetGo().back()).isFalse();

      if (table.equals("parked_event")) {
        parkOwn(4);
        execute("superuser", "update parked_event set epoch = 2 where tenant = '" + tenant + "'");
      } else {
        setAside(4, 2);
      }
      dueAgain();

      assertThat(claimLetGo().back()).as(table).isTrue();
    }
  }

  private void setAside(int version, int epoch) throws SQLException {
    execute("superuser",
        """
            insert into dead_letter (tenant, feed, aggregate_id, version, event_id, id, source, epoch, type, correlation_id,
              body, cause)
            values ('%s', 'feed', '%s', %d, gen_random_uuid(), gen_random_uuid(), '/aims/owner-service', %d, 'x', gen_random_uuid(),
              '', 'y')"""
            .formatted(tenant, aggregate, version, epoch));
  }

  @Test
  void who_has_it_of_its_epoch_or_has_begun_a_later_one_misses_nothing() throws SQLException {
    letGo(4);
    execute("superuser", "update let_go set epoch = 2 where tenant = '" + tenant + "'");
    for (var progress : new String[]{"version = 4, epoch = 2", "version = 1, epoch = 3"}) {
      applied(1);
      execute("superuser", "update inbox set " + progress + " where tenant = '" + tenant + "'");
      dueAgain();

      assertThat(claimLetGo().back()).as(progress).isTrue();
    }
  }

  @Test
  void of_an_aggregate_that_is_made_anew_all_from_the_first_missing_event_on_is_asked_for() throws SQLException {
    applied(4);
    execute("superuser", "update inbox set rebuild_at = now() where tenant = '" + tenant + "'");
    collected(1);
    collected(3);

    try (var worker = as("worker")) {
      assertThat(rebuilds.claim(worker, 10))
          .filteredOn(missing -> missing.tenant().equals(tenant))
          .containsExactly(new RebuildGaps.Missing(tenant, "feed", aggregate, 2, 4));
      assertThat(rebuilds.claim(worker, 10)).filteredOn(missing -> missing.tenant().equals(tenant)).isEmpty();
    }
  }

  @Test
  void what_is_asked_for_in_vain_is_asked_for_ever_more_rarely_until_something_comes() throws SQLException {
    applied(4);
    for (var seconds : new int[]{30, 60, 120, 240}) {
      claimRebuild();
      assertThat(rebuildPause()).isEqualTo(seconds);
    }
    assertThat(tries()).isEqualTo(3);

    collected(1);
    claimRebuild();

    assertThat(rebuildPause()).isEqualTo(30);
    assertThat(tries()).isZero();
  }

  @Test
  void however_long_nothing_comes_it_is_asked_for_every_hour() throws SQLException {
    applied(4);
    execute("superuser",
        "update inbox set rebuild_missing = 1, rebuild_tries = 2000000000 where tenant = '" + tenant + "'");

    claimRebuild();

    assertThat(rebuildPause()).isEqualTo(3600);
  }

  @Test
  void the_worker_can_not_read_what_was_collected_nor_change_how_far_a_feed_is() {
    assertThatThrownBy(() -> execute("worker", "select body from rebuild_event"))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> execute("worker", "update inbox set version = 0"))
        .hasMessageContaining("permission denied");
  }

  @Test
  void the_app_sees_only_what_belongs_to_its_organisation() throws SQLException {
    letGo(9);
    collected(1);
    execute("superuser",
        "insert into rebuild (tenant, feed, begun_by, reason) values ('" + tenant + "', 'feed', 'x', 'y')");

    for (var table : new String[]{"let_go", "rebuild_event", "rebuild"}) {
      assertThat(seenByApp("", table)).as(table).isZero();
      assertThat(seenByApp(UUID.randomUUID().toString(), table)).as(table).isZero();
      assertThat(seenByApp(tenant.toString(), table)).as(table).isOne();
    }
  }

  private static long seenByApp(String tenant, String table) throws SQLException {
    try (var app = as("app"); var statement = app.createStatement()) {
      statement.execute("set app.tenant = '" + tenant + "'");
      try (var rows = statement.executeQuery("select count(*) from " + table)) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  private LetGoVersions.LetGo claimLetGo() throws SQLException {
    try (var worker = as("worker")) {
      return letGo.claim(worker, 10).stream().filter(due -> due.tenant().equals(tenant)).findFirst().orElseThrow();
    }
  }

  private void applied(int version) throws SQLException {
    execute("superuser", """
        insert into inbox (tenant, feed, aggregate_id, version) values ('%s', 'feed', '%s', %d)
        on conflict (tenant, feed, aggregate_id) do update set version = excluded.version"""
        .formatted(tenant, aggregate, version));
  }

  private void letGo(int version) throws SQLException {
    letGo(tenant, aggregate, version);
  }

  private static void letGo(UUID tenant, UUID aggregate, int version) throws SQLException {
    execute("superuser", """
        insert into let_go (tenant, feed, aggregate_id, source, version, held, next_try_at)
        values ('%s', 'feed', '%s', '/aims/owner-service', %d, 1, now())""".formatted(tenant, aggregate, version));
  }

  private void dueAgain() throws SQLException {
    execute("superuser", "update let_go set next_try_at = now() where tenant = '" + tenant + "'");
  }

  private void claimRebuild() throws SQLException {
    execute("superuser", "update inbox set rebuild_at = now() where tenant = '" + tenant + "'");
    try (var worker = as("worker")) {
      assertThat(rebuilds.claim(worker, 10)).anyMatch(missing -> missing.tenant().equals(tenant));
    }
  }

  private long rebuildPause() throws SQLException {
    return number("select round(extract(epoch from rebuild_at - now())) from inbox where tenant = '" + tenant + "'");
  }

  private long tries() throws SQLException {
    return number("select rebuild_tries from inbox where tenant = '" + tenant + "'");
  }

  /** Seconds until the next claim. */
  private long pause() throws SQLException {
    return number("select round(extract(epoch from next_try_at - now())) from let_go where tenant = '" + tenant + "'");
  }

  /** Events of other aggregates of the organisation. */
  private void park(int events) throws SQLException {
    execute("superuser",
        """
            insert into parked_event (tenant, feed, aggregate_id, version, event_id, source, body, next_try_at)
            select '%s', 'feed', gen_random_uuid(), 2, gen_random_uuid(), '/aims/owner-service', '', now() + interval '1 day'
            from generate_series(1, %d)"""
            .formatted(tenant, events));
  }

  private void parkOwn(int version) throws SQLException {
    execute("superuser", """
        insert into parked_event (tenant, feed, aggregate_id, version, event_id, source, body, next_try_at)
        values ('%s', 'feed', '%s', %d, gen_random_uuid(), '/aims/owner-service', '', now() + interval '1 day')"""
        .formatted(tenant, aggregate, version));
  }

  private void collected(int version) throws SQLException {
    execute("superuser", """
        insert into rebuild_event (tenant, feed, aggregate_id, version, epoch, body)
        values ('%s', 'feed', '%s', %d, 1, '')""".formatted(tenant, aggregate, version));
  }

  private long count(String table) throws SQLException {
    return number("select count(*) from " + table + " where tenant = '" + tenant + "'");
  }

  private static long number(String sql) throws SQLException {
    try (var superuser = as("superuser"); var rows = superuser.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void execute(String role, String sql) throws SQLException {
    try (var connection = as(role); var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection as(String role) throws SQLException {
    return role.equals("superuser")
        ? postgres.connect("aims_relay", "postgres", "postgres")
        : postgres.connect("aims_relay", "relay_" + role, role);
  }
}
