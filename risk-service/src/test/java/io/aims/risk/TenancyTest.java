package io.aims.risk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.platform.test.Privileges;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.Sight;
import io.aims.platform.test.TenancyContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "risk"))
class TenancyTest {

  @Test
  void every_table_of_an_organisation_is_protected_by_the_database() {
    assertThat(TenancyContract.unprotectedTables()).isEmpty();
    assertThat(TenancyContract.tablesWithoutTenant()).isEmpty();
    assertThat(TenancyContract.globalUniqueIndexes()).isEmpty();
  }

  @Test
  void an_organisation_sees_its_own_rows_and_nobody_sees_any_without_one() {
    assertThat(TenancyContract.readableTables())
        .contains("known_system", "risk_criteria", "risk_assessment", "risk", "statement_of_applicability",
            "approved_version", "open_incident", "proposal", "known_incident", "review_writing", "event")
        .allSatisfy(table -> assertThat(Sight.of(table)).isEqualTo(Sight.OF_ITS_ORGANISATION));
  }

  @Test
  void the_worker_role_can_do_what_its_work_takes_and_no_more() {
    assertThat(Privileges.ofWorker()).containsExactlyInAnyOrderElementsOf(Privileges.ofPlatformAnd());
  }

  @ParameterizedTest
  @ValueSource(strings = {"event", "approved_version", "rebuild"})
  void what_has_been_recorded_is_not_rewritten(String table) {
    assertThat(Privileges.toRewrite(table)).isEmpty();
  }
}
