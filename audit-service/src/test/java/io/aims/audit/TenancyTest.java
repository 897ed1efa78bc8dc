package io.aims.audit;

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
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "audit"))
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
        .contains("nonconformity", "action_proposal", "incident_case", "review_writing", "known_system", "ledger",
            "ledger_entry", "ledger_place", "ledger_link", "ledger_tree", "ledger_node", "ledger_stream", "checkpoint",
            "evidence_pack",
            "event")
        .allSatisfy(table -> assertThat(Sight.of(table)).isEqualTo(Sight.OF_ITS_ORGANISATION));
  }

  @Test
  void the_worker_role_can_do_what_its_work_takes_and_no_more() {
    assertThat(Privileges.ofWorker()).containsExactlyInAnyOrderElementsOf(Privileges.ofPlatformAnd(
        "select ledger(tenant, size, reservations)",
        "insert ledger(tenant, size, reservations)",
        "update ledger(size, reservations)",
        "select ledger_place(tenant, leaf_hash, idx)",
        "insert ledger_place(tenant, leaf_hash, idx)",
        "select ledger_entry(tenant, idx, source, leaf_hash, stream_seq, stream_epoch)",
        "select ledger_node(tenant, level, idx, hash)",
        "insert ledger_node(tenant, level, idx, hash)",
        "select ledger_tree(tenant, size, published)",
        "insert ledger_tree(tenant, size, published)",
        "update ledger_tree(tenant, size, published)",
        "select checkpoint(tenant, size, root, note, created_at)",
        "insert checkpoint(tenant, size, root, note, created_at)",
        "select ledger_stream(tenant, service, claimed_size, claimed_digest, claimed_epoch, claimed_at, note,"
            + " contradicting_note, contradiction, held_size, held_digest, behind_since, asked_at, next_look_at)",
        "update ledger_stream(contradiction, held_size, held_digest, behind_since, asked_at, next_look_at)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"event", "ledger_node", "ledger_link", "checkpoint", "rebuild"})
  void what_has_been_recorded_is_not_rewritten(String table) {
    assertThat(Privileges.toRewrite(table)).isEmpty();
  }

  /** To which of its producer's streams an entry belongs can be told later; what it says can't. */
  @Test
  void an_entry_of_the_ledger_is_not_rewritten() {
    assertThat(Privileges.toRewrite("ledger_entry")).containsExactly("update ledger_entry(stream_seq, stream_epoch)");
  }
}
