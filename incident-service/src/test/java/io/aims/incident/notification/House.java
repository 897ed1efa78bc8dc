package io.aims.incident.notification;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
import io.aims.incident.escalation.Addressee;
import io.aims.incident.incident.Handling;
import io.aims.platform.identity.Role;
import io.aims.platform.test.TestDirectory;
import io.aims.platform.test.TestDirectory.Member;
import io.aims.platform.test.TestEvents;
import io.aims.platform.test.TestMail;
import io.aims.platform.test.TestMail.Received;
import io.aims.platform.test.TestRealm;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** An organisation of its own, with people who have addresses, and a system that goes wrong. */
final class House {
  private static final String MONITOR = "monitor-of-the-house";
  final UUID id = UUID.randomUUID();
  final UUID owner = UUID.randomUUID();
  final UUID system = system();

  private UUID system() {
    var system = UUID.randomUUID();
    TestEvents.send(TestEvents.example("aims.inventory.ai-system.registered.v1", id, system, 1,
        data -> data.put("name", "Lending").put("ownerId", owner.toString())));
    await().atMost(30, SECONDS)
        .until(() -> Acme.count("select count(*) from known_system where id = '%s'", system) == 1);
    return system;
  }

  RequestSpecification as(String role) {
    return as(TestRealm.person(id, role), role);
  }

  RequestSpecification as(UUID person, String role) {
    return given().auth().oauth2(TestRealm.token(id, person, role)).contentType(ContentType.JSON);
  }

  /** Somebody new with an address. */
  UUID person(String mail) {
    var person = UUID.randomUUID();
    TestDirectory.enter(id, Member.of(person, mail));
    return person;
  }

  /** Whom the policy means from now on; whoever is on call has to care for everything. */
  void names(Map<Addressee, List<UUID>> contacts) {
    var named = contacts.entrySet()
        .stream()
        .map(one -> "\"%s\":[%s]".formatted(one.getKey(),
            one.getValue().stream().map("\"%s\""::formatted).collect(Collectors.joining(","))))
        .collect(Collectors.joining(","));
    as(Role.GOVERNANCE_OFFICER)
        .body(
            """
                        {"steps":{"CRITICAL":[{"afterMinutes":15,"addressee":"ON_CALL"},{"afterMinutes":30,"addressee":"SYSTEM_OWNER"}]},
                "contacts":{%s},"reason":"these care"}"""
                .formatted(named))
        .post("/v1/escalation-policies")
        .then()
        .statusCode(200);
  }

  /** These take turns, the first of them until a week from today. */
  void onCall(UUID... persons) {
    var today = LocalDate.now(ZoneOffset.UTC);
    var named = Stream.of(persons).map("\"%s\""::formatted).collect(Collectors.joining(","));
    as(Role.GOVERNANCE_OFFICER).body("""
        {"name":"Watch","roster":{"timeZone":"Etc/UTC","handover":{"rhythm":"WEEKLY","at":"00:00","dayOfWeek":"%s"},
        "firstOn":"%s","participants":[%s]},"systems":["%s"],"reason":"somebody has to be there"}"""
        .formatted(today.getDayOfWeek(), today, named, system)).post("/v1/on-call-rotas").then().statusCode(201);
  }

  /** A new source of the system. */
  String source() {
    return as(Role.PLATFORM_ENGINEER)
        .body("{\"name\":\"Monitor\",\"profile\":\"ALERTMANAGER\",\"systemId\":\"%s\",\"senderClientId\":\"%s\"}"
            .formatted(system, MONITOR))
        .post("/v1/hook-sources")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** The incident that these alerts lead to. */
  String incident(Alert... alerts) {
    return incident(source(), alerts);
  }

  String incident(String source, Alert... alerts) {
    var before = incidents();
    deliver(source, alerts);
    await().atMost(30, SECONDS).until(() -> incidents().size() == before.size() + 1);
    return incidents().stream().filter(one -> !before.contains(one)).findFirst().orElseThrow();
  }

  void deliver(String source, Alert... alerts) {
    given().auth()
        .oauth2(TestRealm.machine(id, MONITOR, Role.HOOK_SENDER))
        .contentType(ContentType.JSON)
        .body(Alert.group(alerts))
        .post("/v1/hooks/" + source)
        .then()
        .statusCode(202);
  }

  String incident() {
    return incident(Alert.bias());
  }

  /** The incident that {@code person} opens, as a customer has told. */
  String reported(UUID person) {
    return as(person, Role.INCIDENT_RESPONDER).body(Handling.told(system, Map.of("severity", "CRITICAL")))
        .post("/v1/incidents")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private List<String> incidents() {
    return as(Role.INCIDENT_RESPONDER).get("/v1/incidents?systemId=" + system).then().extract().path("items.id");
  }

  /** What a responder decides upon the incident as it is now. */
  void command(String incident, String command, String body) {
    var path = "/v1/incidents/" + incident;
    int version = as(Role.INCIDENT_RESPONDER).get(path).then().extract().path("version");
    as(Role.INCIDENT_RESPONDER).header("If-Match", "\"" + version + "\"")
        .body(body)
        .post(path + "/" + command)
        .then()
        .statusCode(200);
  }

  ValidatableResponse notifications(String query) {
    return as(Role.INCIDENT_RESPONDER).get("/v1/notifications?" + query).then().statusCode(200);
  }

  /** Waits until that person's notification stands there. */
  void comes(UUID person, NotificationState state) {
    await().atMost(30, SECONDS)
        .until(() -> notifications("personId=%s&state=%s".formatted(person, state)).extract()
            .<List<String>>path("items.id")
            .size() == 1);
  }

  /** Waits for so many mails to that address. */
  static List<Received> mails(String address, int number) {
    await().atMost(30, SECONDS).until(() -> TestMail.receivedBy(address).size() >= number);
    return TestMail.receivedBy(address);
  }
}
