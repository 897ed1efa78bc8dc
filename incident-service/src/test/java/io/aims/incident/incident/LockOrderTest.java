package io.aims.incident.incident;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.count;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
import io.aims.incident.counting.KeyLock;
import io.aims.incident.counting.Sighting;
import io.aims.incident.delivery.MappingReplay;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.Signal;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.signal.SignalStatus;
import io.aims.incident.turn.OwnContext;
import io.aims.platform.identity.Role;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.aims.platform.test.TestRealm;
import io.aims.platform.time.Ids;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;

/**
 * Those who open, move and count at once wait for each other one way only. Somebody keeps the counter of references meanwhile:
 * so all of them have what they lock before it, and stand in the order in which they came.
 */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class LockOrderTest {
  private static final String REOPENED_NO_MORE = "Another incident of this system and kind";
  @Inject
  Correlation correlation;
  @Inject
  MappingReplay replay;
  @Inject
  Transactions transactions;
  @Inject
  OwnContext context;
  @Inject
  Ids ids;
  private final SignalKey one = key();
  private final SignalKey other = key();
  private UUID system;
  private String lane;
  private String otherLane;
  private Connection counter;

  @BeforeEach
  void two_sources_of_a_system() throws SQLException {
    system = Acme.system();
    lane = Acme.source(system);
    otherLane = Acme.source(system);
    Handling.incident();
    counter = TenancyContract.superuser();
    counter.setAutoCommit(false);
  }

  @AfterEach
  void let_go() throws SQLException {
    counter.close();
  }

  @Test
  void two_that_open_the_same_incident_are_one_opening_and_one_joining() throws Exception {
    keepCounter();
    var first = take(signal(lane, one, Kind.DRIFT, Severity.CRITICAL));
    awaitWaiting(1);
    var second = take(signal(otherLane, other, Kind.DRIFT, Severity.CRITICAL));
    awaitWaiting(2);
    counter.rollback();

    first.get(20, SECONDS);
    second.get(20, SECONDS);
    assertThat(incidents()).isOne();
    assertThat(counted(Kind.DRIFT)).isEqualTo(2);
  }

  @Test
  void what_opens_waits_for_nobody_s_withheld_signal_that_waits_for_the_counter() throws Exception {
    withhold(otherLane, other);
    keepCounter();
    var opening = take(signal(lane, one, Kind.DRIFT, Severity.CRITICAL));
    awaitWaiting(1);
    var both = take(signal(otherLane, other, Kind.DRIFT, Severity.MINOR),
        signal(otherLane, key(), Kind.PRIVACY, Severity.CRITICAL));
    awaitWaiting(2);
    counter.rollback();

    opening.get(20, SECONDS);
    both.get(20, SECONDS);
    assertThat(incidents()).isEqualTo(2);
    assertThat(counted(Kind.DRIFT)).as("one that opened, and two of what was withheld").isEqualTo(3);
  }

  @Test
  void what_is_withheld_first_is_taken_by_what_opens_then() throws Exception {
    withhold(otherLane, key());
    keepCounter();
    var both = take(signal(otherLane, other, Kind.DRIFT, Severity.MINOR),
        signal(otherLane, key(), Kind.PRIVACY, Severity.CRITICAL));
    awaitWaiting(1);
    var opening = take(signal(lane, one, Kind.DRIFT, Severity.CRITICAL));
    awaitWaiting(2);
    counter.rollback();

    both.get(20, SECONDS);
    opening.get(20, SECONDS);
    assertThat(count("select count(*) from signal where source_id in ('%s', '%s') and incident_id is null", lane,
        otherLane)).isZero();
    assertThat(counted(Kind.DRIFT)).isEqualTo(3);
  }

  @Test
  void a_withheld_signal_that_is_called_something_else_now_keeps_nobody_from_opening_what_it_waited_for()
      throws Exception {
    withhold(otherLane, other);
    keepCounter();
    var opening = take(signal(lane, one, Kind.DRIFT, Severity.CRITICAL));
    awaitWaiting(1);
    var both = take(signal(otherLane, other, Kind.AVAILABILITY, Severity.MINOR),
        signal(otherLane, key(), Kind.PRIVACY, Severity.CRITICAL));
    awaitWaiting(2);
    counter.rollback();

    opening.get(20, SECONDS);
    both.get(20, SECONDS);
    assertThat(counted(Kind.DRIFT)).isEqualTo(2);
    assertThat(count("select count(*) from signal where source_id = '%s' and about like '%%/AVAILABILITY'", otherLane))
        .isOne();
  }

  @Test
  void what_has_been_held_long_enough_waits_for_what_opens_and_joins_it() throws Exception {
    hold(otherLane);
    take(signal(otherLane, other, Kind.DRIFT, Severity.CRITICAL)).get(20, SECONDS);
    keepCounter();
    var opening = take(signal(lane, one, Kind.DRIFT, Severity.CRITICAL));
    awaitWaiting(1);
    var due = start(() -> correlation.look(TestRealm.ACME, 1000, Instant.now().plusSeconds(3600)));
    awaitWaiting(2);
    counter.rollback();

    opening.get(20, SECONDS);
    due.get(20, SECONDS);
    assertThat(incidents()).isOne();
    assertThat(counted(Kind.DRIFT)).isEqualTo(2);
  }

  @Test
  void what_opens_waits_for_what_has_been_held_long_enough_and_joins_it() throws Exception {
    hold(otherLane);
    take(signal(otherLane, other, Kind.DRIFT, Severity.CRITICAL)).get(20, SECONDS);
    keepCounter();
    var due = start(() -> correlation.look(TestRealm.ACME, 1000, Instant.now().plusSeconds(3600)));
    awaitWaiting(1);
    var opening = take(signal(lane, one, Kind.DRIFT, Severity.CRITICAL));
    awaitWaiting(2);
    counter.rollback();

    due.get(20, SECONDS);
    opening.get(20, SECONDS);
    assertThat(incidents()).isOne();
    assertThat(counted(Kind.DRIFT)).isEqualTo(2);
  }

  @Test
  void what_was_to_be_counted_for_an_incident_that_ends_before_its_key_is_locked_begins_anew() throws Exception {
    take(signal(lane, one, Kind.DRIFT, Severity.CRITICAL)).get(20, SECONDS);
    CompletableFuture<Void> counting;
    try (var closer = TenancyContract.superuser(); var statement = closer.createStatement()) {
      closer.setAutoCommit(false);
      statement.execute(KeyLock.alone(system.toString(), Kind.DRIFT));
      counting = take(signal(otherLane, other, Kind.DRIFT, Severity.CRITICAL));
      awaitWaiting(1);
      statement.execute("delete from incident_key where incident_id = '%s'".formatted(Acme.incidentOf(lane)));
      closer.commit();
    }

    assertThat(counting).failsWithin(20, SECONDS)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(Correlation.EndedMeanwhile.class);
    take(signal(otherLane, other, Kind.DRIFT, Severity.CRITICAL)).get(20, SECONDS);
    assertThat(incidents()).isEqualTo(2);
    assertThat(count("select firing from signal where source_id = '%s'", otherLane)).isOne();
  }

  @Test
  void who_splits_an_incident_waits_for_who_counts_for_it_and_not_the_other_way_round_as_well() throws Exception {
    take(signal(otherLane, other, Kind.FAIRNESS, Severity.CRITICAL),
        signal(otherLane, one, Kind.FAIRNESS, Severity.CRITICAL)).get(20, SECONDS);
    var whole = Acme.incidentOf(otherLane);
    String part = Handling.read(whole).extract().path("signals[0].id");
    keepCounter();
    var counting = take(signal(lane, key(), Kind.DRIFT, Severity.CRITICAL),
        signal(lane, key(), Kind.FAIRNESS, Severity.CRITICAL));
    awaitWaiting(1);
    var splitting = command(whole, "split", "{\"signalIds\":[\"%s\"],\"reason\":\"two things\"}".formatted(part));
    awaitWaiting(2);
    counter.rollback();

    counting.get(20, SECONDS);
    assertThat(splitting.get(20, SECONDS)).isEqualTo("200");
    assertThat(incidents()).isEqualTo(3);
  }

  @Test
  void who_re_opens_an_incident_waits_for_who_opens_the_next_one_and_is_refused() throws Exception {
    take(signal(lane, one, Kind.FAIRNESS, Severity.CRITICAL)).get(20, SECONDS);
    var earlier = Handling.to("CLOSED", Acme.incidentOf(lane));
    withhold(otherLane, other, Kind.FAIRNESS);
    keepCounter();
    var opening = take(signal(otherLane, other, Kind.FAIRNESS, Severity.CRITICAL));
    awaitWaiting(1);
    var reopening = command(earlier, "reopening", Handling.REASON);
    awaitWaiting(2);
    counter.rollback();

    opening.get(20, SECONDS);
    assertThat(reopening.get(20, SECONDS)).startsWith("409 " + REOPENED_NO_MORE);
  }

  @Test
  void who_opens_by_hand_waits_for_who_opens_by_itself_and_is_told_of_it() throws Exception {
    withhold(otherLane, other);
    String signal = as(Role.INCIDENT_RESPONDER).get("/v1/signals?waiting=true&sourceId=" + otherLane)
        .path("items[0].id");
    keepCounter();
    var opening = take(signal(lane, one, Kind.DRIFT, Severity.CRITICAL));
    awaitWaiting(1);
    var byHand = post("/v1/signals/" + signal + "/incident", 1, Handling.REASON);
    awaitWaiting(2);
    counter.rollback();

    opening.get(20, SECONDS);
    assertThat(byHand.get(20, SECONDS)).startsWith("409 ").contains("is open for this system and kind");
    assertThat(incidents()).isOne();
  }

  @Test
  void a_replay_of_a_mapping_waits_for_who_opens_and_who_splits_where_its_signals_come_from_and_go() throws Exception {
    var shared = Acme.shared();
    map(shared, system);
    listen(shared);
    var fires = Alert.bias().label("severity", "warning");
    var over = Alert.bias().label("severity", "warning").label("protected", "sex");
    Handling.fire(shared, fires, over);
    Handling.fire(shared, over.resolved());
    var right = Acme.source();
    Handling.fire(right, Alert.bias(), Alert.bias().label("protected", "sex"));
    var there = Acme.incidentOf(right);
    String part = Handling.read(there).extract().path("signals[0].id");
    map(shared, UUID.fromString(Acme.systemOf(right)));
    keepCounter();
    var opening = take(signal(lane, one, Kind.FAIRNESS, Severity.CRITICAL));
    awaitWaiting(1);
    var splitting = command(there, "split", "{\"signalIds\":[\"%s\"],\"reason\":\"two things\"}".formatted(part));
    awaitWaiting(2);
    assertThat(post("/v1/hook-sources/" + shared + "/mapping/replay", 3, Handling.REASON).get(20, SECONDS))
        .isEqualTo("202");
    var step = start(() -> replay.walk(TestRealm.ACME, 1, Instant.now()));
    awaitWaiting(3);
    counter.rollback();

    opening.get(20, SECONDS);
    assertThat(splitting.get(20, SECONDS)).isEqualTo("200");
    step.get(20, SECONDS);
    await().atMost(30, SECONDS)
        .until(() -> count("select count(*) from mapping_replay where source_id = '%s' and ended_at is null",
            shared) == 0);
    assertThat(count("select count(*) from signal where source_id = '%s' and about like '%s/%%'", shared,
        Acme.systemOf(right))).isEqualTo(2);
    assertThat(count("select count(*) from signal where source_id = '%s' and incident_id in ("
        + "select id from incident where system_id = '%s')", shared, system)).isZero();
  }

  @Test
  void who_splits_off_what_a_replay_moves_meanwhile_is_told_that_it_has_gone() throws Exception {
    var systems = Stream.of(system, Acme.system()).sorted(KeyLock.order(Kind.FAIRNESS)).toList();
    var shared = Acme.shared();
    map(shared, systems.getFirst());
    Handling.fire(shared, Alert.bias(), Alert.bias().label("protected", "sex"));
    String mistaken = as(Role.INCIDENT_RESPONDER).get("/v1/incidents?systemId=" + systems.getFirst())
        .path("items[0].id");
    String part = Handling.read(mistaken).extract().path("signals[0].id");
    map(shared, systems.getLast());
    CompletableFuture<String> splitting;
    try (var other = TenancyContract.superuser(); var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("set idle_in_transaction_session_timeout = 0");
      statement.execute(KeyLock.alone(systems.getLast().toString(), Kind.FAIRNESS));
      post("/v1/hook-sources/" + shared + "/mapping/replay", 3, Handling.REASON).get(20, SECONDS);
      awaitWaiting(1);
      splitting = command(mistaken, "split", "{\"signalIds\":[\"%s\"],\"reason\":\"two things\"}".formatted(part));
      awaitWaiting(2);
      other.rollback();
    }

    assertThat(splitting.get(20, SECONDS)).startsWith("422");
    await().atMost(30, SECONDS)
        .until(() -> count("select count(*) from signal where source_id = '%s' and incident_id in ("
            + "select id from incident where system_id = '%s')", shared, systems.getLast()) == 2);
  }

  private void keepCounter() throws SQLException {
    try (var statement = counter.createStatement()) {
      statement.execute("set idle_in_transaction_session_timeout = 0");
      statement.execute("select from reference_counter where tenant = '%s' and prefix = 'INC' for update"
          .formatted(TestRealm.ACME));
    }
  }

  private static void awaitWaiting(int number) {
    await().atMost(30, SECONDS)
        .until(() -> count("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") >= number);
  }

  /** What is minor opens nothing by itself, and such a signal waits. */
  private void withhold(String source, SignalKey key) throws Exception {
    withhold(source, key, Kind.DRIFT);
  }

  private void withhold(String source, SignalKey key, Kind kind) throws Exception {
    listen(source);
    take(signal(source, key, kind, Severity.MINOR)).get(20, SECONDS);
    assertThat(count("select count(*) from signal where source_id = '%s' and incident_id is null", source)).isOne();
  }

  private static void listen(String source) {
    rules(source, 0, "\"opening\":[{\"opensFrom\":\"MAJOR\"}]");
  }

  private static void hold(String source) {
    rules(source, 1800, "\"opening\":[]");
  }

  private static void rules(String source, int held, String opening) {
    as(Role.PLATFORM_ENGINEER).body("""
        {"holdDownSeconds":%d,"flapsAt":6,"calmAt":2,"flapWindowSeconds":3600,%s,"reason":"noisy"}"""
        .formatted(held, opening)).post("/v1/signals/rules/" + source).then().statusCode(200);
  }

  private static void map(String source, UUID system) {
    int version = as(Role.PLATFORM_ENGINEER).get("/v1/hook-sources/" + source + "/mapping").path("version");
    as(Role.PLATFORM_ENGINEER).header("If-Match", "\"" + version + "\"")
        .body("""
            {"rules":[{"by":"MODEL_REF","matches":"lending-*","systemId":"%s"}],"reason":"told by the team"}"""
            .formatted(system))
        .put("/v1/hook-sources/" + source + "/mapping")
        .then()
        .statusCode(200);
  }

  private long incidents() {
    return count("select count(*) from incident where system_id = '%s'", system);
  }

  /** Notifications that open incidents of a kind have counted. */
  private long counted(Kind kind) {
    return count("select coalesce(sum(s.firing), 0) from signal s join incident i on i.tenant = s.tenant"
        + " and i.id = s.incident_id where i.system_id = '%s' and i.kind = '%s' and i.open", system, kind);
  }

  private Sighting signal(String source, SignalKey key, Kind kind, Severity severity) {
    return new Sighting(ids.next(), Instant.now(), UUID.fromString(source), system, key,
        new Signal(kind, severity, SignalStatus.FIRING, null, "churn", "pd:1", null, null, "psi", 0.4, 0.2, "drifts",
            new TreeMap<>()));
  }

  private static SignalKey key() {
    return new SignalKey(UUID.randomUUID().toString().replace("-", "").repeat(2));
  }

  private CompletableFuture<Void> take(Sighting... sightings) {
    return start(() -> correlation.take(TestRealm.ACME, Arrays.asList(sightings)));
  }

  private <T> CompletableFuture<T> start(Supplier<Uni<T>> work) {
    var done = new CompletableFuture<T>();
    context.execute(() -> transactions.in(TestRealm.ACME, work)
        .subscribe()
        .with(done::complete, done::completeExceptionally));
    return done;
  }

  private static CompletableFuture<String> command(String incident, String command, String body) {
    int version = Handling.read(incident).extract().path("version");
    return post("/v1/incidents/" + incident + "/" + command, version, body);
  }

  /** Answers the status, and what a refusal says. */
  private static CompletableFuture<String> post(String path, int version, String body) {
    return CompletableFuture.supplyAsync(() -> {
      var answer = as(Role.INCIDENT_RESPONDER).header("If-Match", "\"" + version + "\"").body(body).post(path);
      return answer.statusCode() < 400
          ? String.valueOf(answer.statusCode())
          : answer.statusCode() + " " + answer.<String>path("detail");
    }, Thread::startVirtualThread);
  }
}
