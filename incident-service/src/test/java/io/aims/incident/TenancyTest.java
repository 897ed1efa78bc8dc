package io.aims.incident;

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
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class TenancyTest {

  /** Who comes without a name is told apart by what is unique for all: the name of the door, and the receipt. */
  @Test
  void every_table_of_an_organisation_is_protected_by_the_database() {
    assertThat(TenancyContract.unprotectedTables()).isEmpty();
    assertThat(TenancyContract.tablesWithoutTenant()).isEmpty();
    assertThat(TenancyContract.globalUniqueIndexes())
        .containsExactlyInAnyOrder("concern_channel_alias_key", "concern_receipt_handle_key");
  }

  @Test
  void an_organisation_sees_its_own_rows_and_nobody_sees_any_without_one() {
    assertThat(TenancyContract.readableTables())
        .contains("known_system", "linked_nonconformity", "proposal_outcome", "undertaking", "hook_source",
            "hook_credential", "hook_activity",
            "hook_error", "hook_unknown_field", "delivery", "delivery_queue", "model_notice", "incident",
            "incident_times", "incident_key",
            "incident_relation", "incident_link", "containment", "known_risk", "signal", "signal_rules",
            "watched_signal", "snooze",
            "maintenance_window",
            "timeline_entry", "task", "review", "review_proposal", "escalation", "alarm", "escalation_policy",
            "on_call_rota", "on_call_substitution", "on_call_system", "concern",
            "concern_receipt", "known_name", "unmapped_signal", "mapping_news", "mapping_replay", "monitoring_plan",
            "communication", "notification",
            "regulatory_clock", "authority_report")
        .allSatisfy(table -> assertThat(Sight.of(table)).isEqualTo(Sight.OF_ITS_ORGANISATION));
  }

  @Test
  void the_worker_role_can_do_what_its_work_takes_and_no_more() {
    assertThat(Privileges.ofWorker()).containsExactlyInAnyOrderElementsOf(Privileges.ofPlatformAnd(
        "select delivery_queue(tenant, delivery_id, due_at, lane)",
        "select escalation(tenant, incident_id, step, due_at, failures)",
        "select alarm(tenant, due_at)",
        "select watched_signal(tenant, due_at)",
        "select unmapped_signal(tenant, state, severity, due_at)",
        "select mapping_news(tenant, due_at)", "select mapping_replay(tenant, due_at)",
        "select reconsideration(tenant, due_at)",
        "select regulatory_clock(tenant, next_at)",
        "select monitoring_plan(tenant, next_at)", "select task(tenant, next_at)",
        "select monitoring_round(tenant, next_at)",
        "select concern(tenant, next_at)",
        "select communication(tenant, next_at)", "select notification(tenant, due_at, waiting_since)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"event", "timeline_entry", "assessment", "seriousness_decision", "authority_report_revision",
      "incident_relation", "containment", "review", "review_proposal", "concern_message", "concern_receipt",
      "concern_exclusion",
      "concern_read", "model_notice", "rebuild"})
  void what_has_been_recorded_is_not_rewritten(String table) {
    assertThat(Privileges.toRewrite(table)).isEmpty();
  }

  /** What a monitor sent is evidence: what can be changed is how far its processing is. */
  @Test
  void a_delivery_is_not_rewritten() {
    assertThat(Privileges.toRewrite("delivery")).containsExactly(
        "update delivery(state, attempts, signals, cause, processed_at, replayed_at, replayed_by, replay_reason)");
  }

  /** What can be forgotten is decided in the database: neither role could forget something else. */
  @Test
  void only_the_worker_role_forgets_what_a_monitor_sent() {
    assertThat(mayForget("incident_worker")).isOne();
    assertThat(mayForget("incident_app")).isZero();
  }

  private static long mayForget(String role) {
    return Acme.count("select has_function_privilege('%s',"
        + " 'drop_raw_bodies(timestamptz, timestamptz, timestamptz, uuid, int)', 'execute')::int", role);
  }
}
