package io.aims.incident;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.aims.incident.monitoring.DueRounds;
import io.aims.platform.identity.Role;
import io.aims.platform.test.DirectoryTestResource;
import io.aims.platform.test.ExampleContract;
import io.aims.platform.test.ExampleStory;
import io.aims.platform.test.MailTestResource;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestDirectory;
import io.aims.platform.test.TestDirectory.Member;
import io.aims.platform.test.TestEvents;
import io.aims.platform.test.TestMail;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

/** What the document tells to copy can be copied, and does what it says. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
@QuarkusTestResource(MailTestResource.class)
@QuarkusTestResource(DirectoryTestResource.class)
class ExamplesTest {
  private static final String SYSTEM = "019abf5c-bbc5-7e66-91e1-06c6dcd8dc6d";
  private static final String SOURCE = "019abf5c-41cf-7679-94ba-4200b839c535";
  private static final String SOURCE_WITH_CREDENTIALS = "019abf5c-0388-7d9b-9247-be6bef645e03";
  private static final String SECOND_INCIDENT = "019abf5c-5ed3-7c4f-9fb4-72bca869bd5c";
  private static final String THIRD_INCIDENT = "019abf5c-18e4-7da0-93fb-02272e1aa5c1";
  private static final String SIGNAL = "019abf5c-d041-7924-9c15-885af6d06530";
  private static final String SECOND_SIGNAL = "019abf5c-1713-7c80-9cda-27c259741979";
  private static final String SECOND_TASK = "019abf5c-0714-74f0-9f4b-bcc94ac1633c";
  private static final String SECOND_COMMUNICATION = "019abf5c-7638-754e-9737-d2d1c5a9b6ae";
  private static final String SECOND_REPORT = "019abf5c-2b6d-7f40-9c1d-51b7f0a6e4d2";
  private static final String MONITOR = "acme-claims-monitor";
  private static final UUID SECOND_HANDLER = UUID.fromString("a1000000-0000-4000-8000-000000000021");
  private final UUID organisation = UUID.randomUUID();
  @Inject
  DueRounds rounds;
  private ExampleStory story;

  @BeforeEach
  void the_inventory_has_told_of_the_claims_triage() {
    story = of(organisation);
  }

  @Test
  void every_operation_can_be_copied_from_the_document() {
    assertThat(ExampleContract.breaches()).isEmpty();
  }

  @Test
  void a_monitor_is_connected() {
    story.then("HookSourceResource_register")
        .then("HookSourceResource_list")
        .then("HookSourceResource_read")
        .then("SetupResource_read")
        .then("HookSourceResource_disable")
        .then("HookSourceResource_enable")
        .then("HookSourceResource_history")
        .then("HookSourceResource_share")
        .then("HookSourceResource_bind")
        .then("HookErrorResource_list")
        .then("UnknownFieldResource_list")
        .then("SignalRulesResource_listen")
        .then("SignalRulesResource_read")
        .then("SignalRulesResource_history")
        .then("MaintenanceResource_schedule")
        .then("MaintenanceResource_list")
        .then("MaintenanceResource_read")
        .then("MaintenanceResource_end")
        .then("MaintenanceResource_history")
        .then("EscalationPolicyResource_adopt")
        .then("EscalationPolicyResource_read")
        .then("EscalationPolicyResource_history")
        .then("RebuildResource_begin")
        .then("RebuildResource_read")
        .then("DeadLetterResource_list")
        .knows(SOURCE_WITH_CREDENTIALS, source("{\"name\":\"Dashboard\",\"profile\":\"GRAFANA\",\"systemId\":\"%s\"}"
            .formatted(story.real(SYSTEM))))
        .then("CredentialResource_issue")
        .then("CredentialResource_list")
        .then("CredentialResource_retire");
  }

  @Test
  void what_a_monitor_has_sent_is_forgotten() {
    incident().then("DeliveryResource_list").then(Role.GOVERNANCE_OFFICER, "DeliveryResource_redact");
  }

  @Test
  void a_sender_asks_before_it_sends() {
    story.knows(SOURCE, source("{\"name\":\"Workspace\",\"profile\":\"EVENT_GRID\",\"systemId\":\"%s\"}"
        .formatted(story.real(SYSTEM)))).then("HookResource_ask");
    story.knows("eventgrid.azure.net", "events.elsewhere.example").refuses("HookResource_ask", 403);
  }

  @Test
  void somebody_sees_that_mails_arrive() {
    TestDirectory.enter(organisation,
        Member.of(TestRealm.person(organisation, Role.GOVERNANCE_OFFICER), "officer@claims.example"));
    story.then(Role.GOVERNANCE_OFFICER, "NotificationResource_test");
    await().atMost(30, SECONDS)
        .until(() -> !TestMail.receivedBy("officer@claims.example").isEmpty()
            && Acme.count("select count(*) from notification where tenant = '%s' and state = 'SENT'",
                organisation) == 1);
    story.then("NotificationResource_list")
        .then("NotificationResource_read")
        .then("NotificationResource_history");
  }

  @Test
  void an_incident_goes_from_its_first_signal_to_its_review() {
    incident().then("DeliveryResource_list")
        .then("DeliveryResource_read")
        .then("SignalResource_list")
        .then("SignalResource_read")
        .then("SignalResource_snooze")
        .then("SignalResource_endSnooze")
        .refuses("SignalResource_endSnooze", 409)
        .then("SignalResource_history")
        .then("IncidentResource_read")
        .then("IncidentResource_acknowledge")
        .then("IncidentResource_triage")
        .then("IncidentResource_assign")
        .then("JudgementResource_assess")
        .then("NoteResource_write")
        .then("NoteResource_read")
        .then("TaskResource_assign")
        .then("TaskResource_list")
        .then("TaskResource_read")
        .then("TaskResource_reassign")
        .then("TaskResource_complete")
        .then("TaskResource_history")
        .another("TaskResource_assign", SECOND_TASK)
        .then("TaskResource_drop")
        .then("IncidentResource_holdEvidence")
        .then("IncidentResource_contain")
        .then(Role.GOVERNANCE_OFFICER, "IncidentResource_releaseEvidence")
        .then("IncidentResource_resolve")
        .then("JudgementResource_review")
        .then("IncidentResource_close")
        .then("IncidentResource_history")
        .then("GroupingResource_reopen")
        .then("FiguresResource_read");
  }

  @Test
  void a_serious_incident_is_reported_and_told() {
    story.then("ClockRuleResource_adopt")
        .then("ClockRuleResource_list")
        .then("ClockRuleResource_read")
        .then("ClockRuleResource_published");
    incident().then("SeriousnessResource_decide")
        .then("SeriousnessResource_read")
        .then("SeriousnessResource_list")
        .then("ClockResource_list")
        .then("DueClockResource_list")
        .then("ClockResource_read")
        .then("ClockResource_history")
        .then("ClockResource_pause")
        .then("ClockResource_resume")
        .then("ClockResource_stop")
        .then("AuthorityReportResource_begin")
        .then("AuthorityReportResource_list")
        .then("AuthorityReportResource_read")
        .then("AuthorityReportResource_revise")
        .then("AuthorityReportResource_revisions")
        .then("AuthorityReportResource_revision")
        .then("AuthorityReportResource_approve")
        .then("AuthorityReportResource_submit")
        .then("AuthorityReportResource_history")
        .another("AuthorityReportResource_begin", SECOND_REPORT)
        .then("AuthorityReportResource_withdraw")
        .then("CommunicationResource_plan")
        .then("CommunicationResource_list")
        .then("DueCommunicationResource_list")
        .then("CommunicationResource_read")
        .then("CommunicationResource_tell")
        .then("CommunicationResource_correct")
        .then("CommunicationResource_history")
        .another("CommunicationResource_plan", SECOND_COMMUNICATION)
        .then("CommunicationResource_cancel")
        .then("ClockRuleResource_retire")
        .then("ClockRuleResource_history");
  }

  @Test
  void incidents_are_merged_split_related_and_dismissed() {
    incident();
    fire(Alert.bias().label("protected", "sex"));
    story.knows(SECOND_SIGNAL, newest("/v1/incidents/" + newest("/v1/incidents", "items[0].id"), "signals[0].id"));
    fire(Alert.bias().label("kind", "drift"));
    story.knows(SECOND_INCIDENT, newest("/v1/incidents", "items[0].id"));
    fire(Alert.bias().label("kind", "availability"));
    story.knows(THIRD_INCIDENT, newest("/v1/incidents", "items[0].id"));

    story.then("GroupingResource_merge")
        .then("GroupingResource_split")
        .then("GroupingResource_relate")
        .then("LinkResource_link")
        .then("LinkResource_withdraw")
        .then("IncidentResource_dismiss");
  }

  @Test
  void a_system_is_watched_by_plan() {
    incident().then(Role.SYSTEM_OWNER, "PlanResource_draft")
        .then("PlanResource_list")
        .then("PlanResource_read")
        .then(Role.SYSTEM_OWNER, "PlanResource_revise")
        .then(Role.GOVERNANCE_OFFICER, "PlanResource_approve");
    rounds.open();
    story.then("RoundResource_list")
        .then("RoundResource_read")
        .then("RoundResource_link")
        .then("RoundResource_complete")
        .then("RoundResource_history")
        .then("PlanResource_retire")
        .then("PlanResource_history");
  }

  @Test
  void a_round_finds_what_no_monitor_has_seen() {
    story.then(Role.SYSTEM_OWNER, "PlanResource_draft")
        .then(Role.SYSTEM_OWNER, "PlanResource_revise")
        .then(Role.GOVERNANCE_OFFICER, "PlanResource_approve");
    rounds.open();
    story.then("RoundResource_list").then("RoundResource_openIncident");
  }

  @Test
  void a_customer_tells_of_what_no_monitor_has_seen() {
    story.then("OpeningResource_open");
  }

  @Test
  void somebody_is_on_call() {
    story.then("OnCallRotaResource_establish")
        .then("OnCallRotaResource_list")
        .then("OnCallRotaResource_read")
        .then("OnCallRotaResource_change")
        .then("OnCallRotaResource_substitute")
        .then("OnCallResource_read")
        .then("OnCallRotaResource_withdraw")
        .then("OnCallRotaResource_retire")
        .then("OnCallRotaResource_history");
  }

  @Test
  void a_concern_is_handled_and_its_reporter_hears_of_it() {
    story = of(TestRealm.ACME);
    story.then(Role.GOVERNANCE_OFFICER, "ChannelResource_set")
        .then(Role.GOVERNANCE_OFFICER, "ChannelResource_read")
        .then(Role.GOVERNANCE_OFFICER, "ChannelResource_history")
        .then(Role.EMPLOYEE, "ConcernResource_raise")
        .then(Role.EMPLOYEE, "OwnConcernResource_list")
        .then(Role.EMPLOYEE, "OwnConcernResource_read")
        .then("ConcernResource_list")
        .then("ConcernResource_read")
        .then("ConcernResource_acknowledge")
        .then("ConcernResource_answer")
        .then(Role.EMPLOYEE, "OwnConcernResource_add")
        .then("ConcernResource_messages")
        .then("ConcernResource_assess")
        .then("ConcernResource_exclude")
        .then("ConcernResource_exclusions")
        .then("ConcernResource_lookAtRetaliation")
        .then("ConcernResource_handle")
        .then(secondHandler(), "ConcernResource_close")
        .then("ConcernResource_reads")
        .then("ConcernResource_history")
        .then("DoorResource_raise")
        .then("FollowUpResource_read")
        .then("FollowUpResource_add");
  }

  @Test
  void a_signal_that_no_system_is_known_for_is_assigned_and_the_mapping_learns() {
    waiting().then("UnmappedSignalResource_list")
        .then("UnmappedSignalResource_read")
        .then("MappingPreviewResource_preview")
        .then("MappingResource_read")
        .then("UnmappedSignalResource_assign")
        .then("UnmappedSignalResource_history");
    story = of(organisation);
    waiting().then("UnmappedSignalResource_list")
        .then("UnmappedSignalResource_dismiss")
        .then("MappingResource_set")
        .then("MappingResource_replay");
    await().atMost(30, SECONDS)
        .until(() -> Acme.count("select count(*) from mapping_replay where source_id = '%s' and ended_at is not null",
            story.real(SOURCE)) == 1);
    story.then("MappingResource_lastReplay");
  }

  @Test
  void a_signal_that_the_rules_withhold_opens_an_incident_by_hand() {
    story.then("OpeningRulesResource_adopt")
        .then("OpeningRulesResource_read")
        .then("OpeningRulesResource_history")
        .then("HookSourceResource_register");
    fire(Alert.bias().label("kind", "drift").label("severity", "warning"));
    story.knows(SIGNAL, newest("/v1/signals", "items[0].id")).then("SignalIncidentResource_open");
  }

  /** A story whose system the inventory has told of. */
  private static ExampleStory of(UUID organisation) {
    var system = UUID.randomUUID();
    TestEvents.send(TestEvents.example("aims.inventory.ai-system.registered.v1", organisation, system, 1,
        data -> data.put("name", "Motor claims triage")));
    await().atMost(8, SECONDS)
        .until(() -> Acme.count("select count(*) from known_system where id = '%s'", system) == 1);
    return new ExampleStory(organisation).knows(SYSTEM, system.toString());
  }

  /** The monitor has sent what opens an incident. */
  private ExampleStory incident() {
    story.then("HookSourceResource_register").then(monitor(), "HookResource_deliver");
    Acme.settled(story.real(SOURCE));
    return story.then("IncidentResource_list");
  }

  /** The monitor, which many systems share, has sent what belongs to none that is known. */
  private ExampleStory waiting() {
    story.knows(SOURCE, source("{\"name\":\"Monitor\",\"profile\":\"ALERTMANAGER\",\"senderClientId\":\"%s\"}"
        .formatted(MONITOR))).then(monitor(), "HookResource_deliver");
    await().atMost(20, SECONDS)
        .until(() -> Acme.count("select count(*) from unmapped_signal where source_id = '%s' and version > 0",
            story.real(SOURCE)) == 1);
    return story;
  }

  /** The monitor sends something else. */
  private void fire(Alert alert) {
    monitor().contentType(ContentType.JSON)
        .body(alert.without("ai_system_id")
            .label("model", "motor-triage")
            .label("alertname", "MotorTriageParityGap")
            .posted())
        .post("/v1/hooks/" + story.real(SOURCE))
        .then()
        .statusCode(202);
    Acme.settled(story.real(SOURCE));
  }

  private String newest(String at, String path) {
    return RestAssured.given()
        .auth()
        .oauth2(TestRealm.token(organisation, Role.INCIDENT_RESPONDER))
        .get(at)
        .then()
        .statusCode(200)
        .extract()
        .path(path);
  }

  private RequestSpecification monitor() {
    return RestAssured.given()
        .auth()
        .oauth2(TestRealm.machine(organisation, MONITOR, Role.HOOK_SENDER));
  }

  private String source(String request) {
    return RestAssured.given()
        .auth()
        .oauth2(TestRealm.token(organisation, Role.PLATFORM_ENGINEER))
        .contentType(ContentType.JSON)
        .body(request)
        .post("/v1/hook-sources")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static RequestSpecification secondHandler() {
    return RestAssured.given()
        .auth()
        .oauth2(TestRealm.token(TestRealm.ACME, SECOND_HANDLER, Role.CONCERN_HANDLER));
  }
}
