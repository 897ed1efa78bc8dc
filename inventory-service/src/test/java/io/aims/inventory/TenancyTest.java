package io.aims.inventory;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "inventory"))
class TenancyTest {

  @Test
  void every_table_of_an_organisation_is_protected_by_the_database() {
    assertThat(TenancyContract.unprotectedTables()).isEmpty();
    assertThat(TenancyContract.tablesWithoutTenant()).isEmpty();
    assertThat(TenancyContract.globalUniqueIndexes()).isEmpty();
  }

  @Test
  void without_an_organisation_no_row_is_seen_although_there_are_some() throws SQLException {
    boundSystem();

    for (var table : List.of("ai_system", "runtime_binding", "event", "idempotency_key", "reference_counter")) {
      assertThat(allRows(table)).as("rows in " + table).isPositive();
      assertThat(TenancyContract.rowsWithoutTenant(table)).as("rows seen in " + table).isZero();
    }
  }

  private static void boundSystem() {
    String id = officer().header("Idempotency-Key", "\"" + UUID.randomUUID() + "\"")
        .body(
            """
                {"name":"%s","purpose":"is looked for","intendedUses":[],"prohibitedUses":[],"origin":"IN_HOUSE","organisationRoles":["DEPLOYER"],
                 "autonomyLevel":"ASSISTIVE","oversightMode":"HUMAN_IN_COMMAND","domain":"OTHER","affectedGroups":[],"jurisdictions":[],
                 "personalData":false,"generative":false,"ownerId":"%s"}"""
                .formatted(UUID.randomUUID(), UUID.randomUUID()))
        .post("/v1/ai-systems")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
    officer().header("If-Match", "\"1\"")
        .body("{\"kind\":\"REGISTERED_MODEL\",\"modelName\":\"%s\"}".formatted(id))
        .post("/v1/ai-systems/" + id + "/bindings")
        .then()
        .statusCode(200);
  }

  private static RequestSpecification officer() {
    return given().auth()
        .oauth2(TestRealm.token(TestRealm.ACME, Role.GOVERNANCE_OFFICER))
        .contentType(ContentType.JSON);
  }

  private static long allRows(String table) throws SQLException {
    try (var superuser = TenancyContract.superuser();
        var rows = superuser.createStatement().executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
