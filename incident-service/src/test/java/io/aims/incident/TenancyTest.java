package io.aims.incident;

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
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class TenancyTest {

  /** Who comes without a name is told apart by what is unique for all: the name of the organisation's door, and the receipt. */
  @Test
  void every_table_of_an_organisation_is_protected_by_the_database() {
    assertThat(TenancyContract.unprotectedTables()).isEmpty();
    assertThat(TenancyContract.tablesWithoutTenant()).isEmpty();
    assertThat(TenancyContract.globalUniqueIndexes())
        .containsExactlyInAnyOrder("concern_channel_alias_key", "concern_receipt_handle_key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"known_system", "linked_nonconformity", "proposal_outcome", "undertaking",
      "hook_source", "delivery", "delivery_queue",
      "hook_credential", "hook_activity", "hook_error", "model_notice",
      "incident",
      "signal", "timeline_entry", "incident_times", "incident_key", "watched_signal", "escalation"})
  void without_an_organisation_there_are_no_rows(String table) {
    var source = Acme.source();
    Acme.deliver(source, Alert.bias().posted()).statusCode(202);
    Acme.settled(source);

    assertThat(TenancyContract.rowsWithoutTenant(table)).isZero();
  }

  /** What a monitor sent is evidence: the service itself has no right to change it. */
  @ParameterizedTest
  @ValueSource(strings = {"body", "sha256", "headers", "received_at", "source_id"})
  void a_delivery_can_not_be_rewritten(String column) {
    assertThat(Acme.count("select count(*) from information_schema.column_privileges where grantee = 'incident_app'"
        + " and table_name = 'delivery' and privilege_type = 'UPDATE' and column_name = '%s'", column)).isZero();
  }

  /** What can be forgotten is decided in the database: neither role could forget something else. */
  @Test
  void forgetting_is_all_that_the_worker_role_can_do_to_a_delivery() {
    assertThat(Acme.count("select count(*) from information_schema.column_privileges where grantee = 'incident_worker'"
        + " and table_name in ('delivery', 'hook_credential', 'hook_source')")).isZero();
    assertThat(Acme.count("select has_function_privilege('incident_app', "
        + "'drop_raw_bodies(timestamptz, timestamptz, timestamptz, uuid, int)', 'execute')::int")).isZero();
  }

  @Test
  void the_worker_role_sees_the_queue_and_nothing_that_a_monitor_sent() {
    assertThat(Acme.count("select count(*) from information_schema.table_privileges where grantee = 'incident_worker'"
        + " and table_name in ('delivery', 'signal', 'incident', 'hook_source', 'hook_credential', 'known_system', 'timeline_entry', 'watched_signal', 'task')"))
        .isZero();
  }
}
