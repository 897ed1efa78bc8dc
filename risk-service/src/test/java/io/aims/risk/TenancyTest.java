package io.aims.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.aims.platform.test.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "risk"))
class TenancyTest {
  private static final List<String> TABLES = List.of("known_system", "risk_criteria", "risk_assessment", "risk",
      "statement_of_applicability", "approved_version", "open_incident", "proposal",
      "known_incident", "event");

  @Test
  void every_table_of_an_organisation_is_protected_by_the_database() {
    assertThat(TenancyContract.unprotectedTables()).isEmpty();
    assertThat(TenancyContract.tablesWithoutTenant()).isEmpty();
    assertThat(TenancyContract.globalUniqueIndexes()).isEmpty();
  }

  @Test
  void without_an_organisation_no_row_is_seen_although_there_are_some() {
    somethingOfEverything();

    for (var table : TABLES) {
      assertThat(allRows(table)).as("rows in " + table).isPositive();
      assertThat(TenancyContract.rowsWithoutTenant(table)).as("rows seen in " + table).isZero();
    }
  }

  private static void somethingOfEverything() {
    var organisation = Organisation.fresh();
    var system = organisation.creditScoring();
    organisation.identifiedRisk(system);
    organisation.as(Role.GOVERNANCE_OFFICER)
        .body("{\"everyLine\":{\"reasons\":[{\"kind\":\"BASELINE\"}],\"implementation\":\"PLANNED\"}}")
        .post("/v1/statement-of-applicability")
        .then()
        .statusCode(201);
    organisation.command(organisation.as(Role.RISK_OWNER), "/v1/statement-of-applicability", "/approval",
        Bodies.accept(1)).statusCode(200);
    TestEvents.send(organisation.opened(UUID.randomUUID(), UUID.randomUUID(), system, "FAIRNESS"));
    organisation.emitted("aims.risk.risk.flagged.v1", 1);
    TestEvents.send(organisation.proposed("risk", UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), system));
    organisation.emitted("aims.risk.proposal.received.v1", 1);
  }

  private static long allRows(String table) {
    try (var superuser = TenancyContract.superuser();
        var rows = superuser.createStatement().executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
