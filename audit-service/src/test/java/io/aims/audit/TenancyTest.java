package io.aims.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "audit"))
class TenancyTest {

  @Test
  void every_table_of_an_organisation_is_protected_by_the_database() {
    assertThat(TenancyContract.unprotectedTables()).isEmpty();
    assertThat(TenancyContract.tablesWithoutTenant()).isEmpty();
    assertThat(TenancyContract.globalUniqueIndexes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonconformity", "action_proposal", "incident_case",
      "known_system", "ledger", "ledger_entry", "ledger_link",
      "ledger_tree",
      "ledger_node", "checkpoint", "evidence_pack", "event"})
  void without_an_organisation_there_are_no_rows(String table) {
    assertThat(TenancyContract.rowsWithoutTenant(table)).isZero();
  }
}
