package io.aims.risk;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import java.net.URI;
import java.sql.SQLException;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.aims.platform.test.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

/** A database that comes back from an earlier backup while the service runs. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "risk"))
class RestoreTest {
  @TestHTTPResource(value = "/health", management = true)
  URI health;

  @Test
  void changes_are_refused_until_the_loss_is_accepted_and_then_belong_to_a_new_epoch() throws Exception {
    var organisation = Organisation.fresh();
    var system = organisation.creditScoring();
    organisation.identifiedRisk(system);
    organisation.emitted("aims.risk.risk.identified.v1", 1);

    putBackBefore(organisation);

    await().atMost(30, SECONDS).until(() -> statusOfAChange(organisation, system) == 503);
    RestAssured.get(health + "/ready")
        .then()
        .statusCode(503)
        .body("checks.find { it.name == 'streams' }.data.reason", containsString(organisation.id().toString()));
    RestAssured.get(health + "/live").then().statusCode(200).body("status", equalTo("UP")).body("checks", empty());
    assertThat(organisation.get("/v1/risks").extract().statusCode()).isEqualTo(200);

    var epoch = accept();

    await().atMost(30, SECONDS).until(() -> statusOfAChange(organisation, system) == 201);
    await().atMost(30, SECONDS)
        .until(() -> TestEvents.messages("aims.risk.events.v1")
            .stream()
            .anyMatch(m -> m.headers().lastHeader("aims-stream-epoch") != null
                && new String(m.headers().lastHeader("aims-stream-epoch").value()).equals(Long.toString(epoch))));
    RestAssured.get(health + "/ready").then().statusCode(200);
  }

  /** Before that it is not known of which epoch the effects would be. */
  @Test
  void what_it_had_read_since_the_backup_has_its_effect_again_only_once_the_loss_is_accepted() throws Exception {
    var organisation = Organisation.fresh();
    var system = organisation.creditScoring();
    organisation.emitted("aims.risk.risk-assessment.opened.v1", 1);
    await().atMost(30, SECONDS).until(() -> one("select count(*) from read_position") > 0);
    as("superuser", "create table backup as select * from read_position");
    var late = organisation.creditScoring();
    organisation.emitted("aims.risk.risk-assessment.opened.v1", 2);

    as("superuser", """
        delete from known_system where id = '%1$s';
        delete from inbox where aggregate_id = '%1$s';
        truncate read_position;
        insert into read_position select * from backup;
        drop table backup""".formatted(late));
    putBackBefore(organisation);
    await().atMost(30, SECONDS).until(() -> statusOfAChange(organisation, system) == 503);
    await().during(3, SECONDS).atMost(10, SECONDS).until(() -> known(late) == 0);
    accept();

    await().atMost(30, SECONDS).until(() -> known(late) == 1);
    await().atMost(30, SECONDS).until(() -> statusOfAChange(organisation, late) == 201);
  }

  private static long known(UUID system) throws SQLException {
    return one("select count(*) from known_system where id = '%s'".formatted(system));
  }

  /** Accepts the loss; the epoch that begins. */
  private static long accept() throws SQLException {
    as("owner", "select accept_restore('the backup of the night', 1)");
    return one("select max(epoch) from stream_epoch");
  }

  private static int statusOfAChange(Organisation organisation, UUID system) {
    return organisation.as(Role.GOVERNANCE_OFFICER)
        .body(Bodies.risk(system, organisation.person(Role.RISK_OWNER)))
        .post("/v1/risks")
        .statusCode();
  }

  /** The organisation's newest event is gone, and with the restart every connection. */
  private static void putBackBefore(Organisation organisation) throws SQLException {
    as("superuser", """
        with newest as (delete from stream_entry where tenant = '%1$s' and seq = (
          select size from stream_head where tenant = '%1$s') returning position)
        delete from event where position in (select position from newest);
        update stream_head set size = size - 1 where tenant = '%1$s';
        select pg_terminate_backend(pid) from pg_stat_activity where usename = 'risk_worker'"""
        .formatted(organisation.id()));
  }

  private static void as(String role, String sql) throws SQLException {
    try (var superuser = TenancyContract.superuser()) {
      if (role.equals("owner")) {
        superuser.createStatement().execute("set role risk_owner");
      }
      superuser.createStatement().execute(sql);
    }
  }

  private static long one(String sql) throws SQLException {
    try (var superuser = TenancyContract.superuser(); var row = superuser.createStatement().executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
