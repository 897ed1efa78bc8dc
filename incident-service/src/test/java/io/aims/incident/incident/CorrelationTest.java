package io.aims.incident.incident;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.incident.Gate;
import io.aims.incident.Occupied;
import io.aims.incident.counting.Sighting;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.Signal;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.signal.SignalStatus;
import io.aims.incident.turn.OwnContext;
import io.aims.platform.identity.Role;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestRealm;
import io.aims.platform.time.Ids;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;

/** Signals of a monitor that names kind, severity and measure when it fires, and nothing but the key when it is over. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class CorrelationTest {
  private final SignalKey key = new SignalKey(UUID.randomUUID().toString().replace("-", "").repeat(2));
  @Inject
  Correlation correlation;
  @Inject
  Transactions transactions;
  @Inject
  OwnContext context;
  @Inject
  Ids ids;

  @Test
  void an_end_that_names_nothing_but_the_key_ends_the_signal_as_it_fired() throws Exception {
    var source = Acme.source();
    take(fired(source));

    take(over(source));

    var incident = Acme.incidentOf(source);
    Handling.read(incident)
        .body("signals", hasSize(1))
        .body("signals[0].status", equalTo("RESOLVED"))
        .body("signals[0].severity", equalTo("CRITICAL"))
        .body("signals[0].metric", equalTo("psi"));
    Acme.as(Role.INCIDENT_RESPONDER)
        .get("/v1/signals?sourceId=" + source)
        .then()
        .body("items.kind", contains("DRIFT"))
        .body("items.severity", contains("CRITICAL"))
        .body("items.status", contains("RESOLVED"));
    assertThat(Acme.count("select count(*) from signal where source_id = '%s'", source)).isOne();
  }

  @Test
  void what_fired_and_was_over_in_one_batch_opens_an_incident_as_it_fired() throws Exception {
    var source = Acme.source();

    take(fired(source), over(source));

    Handling.read(Acme.incidentOf(source))
        .body("kind", equalTo("DRIFT"))
        .body("severity", equalTo("CRITICAL"))
        .body("signals.status", contains("RESOLVED"));
    assertThat(Acme.count("select count(*) from signal where source_id = '%s' and incident_id is null", source))
        .isZero();
  }

  @Test
  void what_was_heard_of_by_its_end_first_opens_by_the_kind_that_it_fires_with() throws Exception {
    var source = Acme.source();
    take(over(source));

    take(fired(source));

    Handling.read(Acme.incidentOf(source)).body("kind", equalTo("DRIFT")).body("signals[0].firing", equalTo(1));
  }

  @Test
  void what_fires_as_another_kind_is_no_relapse_of_the_kind_whose_end_comes_with_it() throws Exception {
    var source = Acme.source();
    take(fired(source));
    var drift = Handling.to("RESOLVED", Acme.incidentOf(source));

    take(over(source), fired(source, Kind.PERFORMANCE));

    assertThat(Acme.count("select count(*) from alarm where incident_id = '%s'", drift)).isZero();
    assertThat(Acme.count("select count(*) from incident where hook_source_id = '%s' and kind = 'PERFORMANCE'", source))
        .isOne();
  }

  @Test
  void a_resolution_waits_for_what_is_being_counted_so_that_it_is_known() throws Exception {
    var source = Acme.source();
    take(fired(source));
    take(over(source));
    var incident = Handling.to("CONTAINED", Acme.incidentOf(source));
    var again = List.of(fired(source));
    var gate = new Gate();

    var counting = start(gate.behind(() -> correlation.take(TestRealm.ACME, again)));
    gate.awaitReached();
    var resolving = CompletableFuture.supplyAsync(() -> Handling.command(incident, "resolution", Handling.REASON)
        .extract()
        .statusCode());
    gate.openOnceAnotherWaits();
    counting.get(20, SECONDS);

    assertThat(resolving.get(20, SECONDS)).isEqualTo(200);
    assertThat(Acme.count("select count(*) from alarm where incident_id = '%s'", incident)).isZero();
  }

  @Test
  void closing_waits_for_what_is_being_counted_and_is_refused_when_that_is_a_relapse() throws Exception {
    var source = Acme.source();
    take(fired(source));
    take(over(source));
    var incident = Handling.to("REVIEW", Acme.incidentOf(source));
    var again = List.of(fired(source));
    var gate = new Gate();

    var counting = start(gate.behind(() -> correlation.take(TestRealm.ACME, again)));
    gate.awaitReached();
    var closing = CompletableFuture.supplyAsync(() -> Handling.command(incident, "closing", Handling.REASON).extract());
    gate.openOnceAnotherWaits();
    counting.get(20, SECONDS);

    assertThat(closing.get(20, SECONDS).statusCode()).isEqualTo(409);
    assertThat(closing.get().<String>path("detail")).contains("what fires anew");
  }

  @Test
  void who_count_different_signals_that_relapse_do_not_wait_for_each_other() throws Exception {
    var source = Acme.source();
    var other = new SignalKey(UUID.randomUUID().toString().replace("-", "").repeat(2));
    take(fired(source), of(other, fired(source)));
    take(over(source), of(other, over(source)));
    var incident = Handling.to("RESOLVED", Acme.incidentOf(source));
    var again = List.of(fired(source));
    var gate = new Gate();

    var counting = start(gate.behind(() -> correlation.take(TestRealm.ACME, again)));
    gate.awaitReached();
    take(of(other, fired(source)));

    assertThat(Acme.count("select count(*) from signal where incident_id = '%s' and firing = 2", incident)).isOne();
    gate.open();
    counting.get(20, SECONDS);
  }

  @Test
  void the_same_signal_may_be_what_gets_worse() throws Exception {
    var source = Acme.source();
    take(fired(source, Severity.MINOR));

    take(fired(source, Severity.CRITICAL));

    becomes(Acme.incidentOf(source), "CRITICAL").body("signals", hasSize(1));
  }

  @Test
  void a_signal_that_gets_worse_and_then_fires_anew_says_both() throws Exception {
    var source = Acme.source();
    take(fired(source, Severity.MINOR));
    var incident = Handling.to("RESOLVED", Acme.incidentOf(source));

    try (var occupied = new Occupied(incident)) {
      take(fired(source, Severity.CRITICAL));
      take(over(source));
      take(fired(source, Severity.MINOR));
    }

    becomes(incident, "CRITICAL").body("state", equalTo("TRIAGE"));
  }

  @Test
  void a_signal_that_fires_anew_and_then_gets_worse_says_both() throws Exception {
    var source = Acme.source();
    take(fired(source, Severity.MINOR));
    var incident = Handling.to("RESOLVED", Acme.incidentOf(source));
    take(over(source));

    try (var occupied = new Occupied(incident)) {
      take(fired(source, Severity.MINOR));
      take(fired(source, Severity.CRITICAL));
      take(fired(source, Severity.MINOR));
    }

    becomes(incident, "CRITICAL").body("state", equalTo("TRIAGE"));
  }

  private static ValidatableResponse becomes(String incident, String severity) {
    await().atMost(30, SECONDS).untilAsserted(() -> Handling.read(incident).body("severity", equalTo(severity)));
    return Handling.read(incident);
  }

  private static Sighting of(SignalKey key, Sighting same) {
    return new Sighting(same.deliveryId(), same.receivedAt(), same.sourceId(), same.systemId(), key, same.signal());
  }

  private Sighting fired(String source) {
    return fired(source, Kind.DRIFT);
  }

  private Sighting fired(String source, Kind kind) {
    return fired(source, kind, Severity.CRITICAL);
  }

  private Sighting fired(String source, Severity severity) {
    return fired(source, Kind.DRIFT, severity);
  }

  private Sighting fired(String source, Kind kind, Severity severity) {
    return sighting(source,
        new Signal(kind, severity, SignalStatus.FIRING, null, "churn", "pd:1", null, null, "psi", 0.4,
            0.2, "drifts", new TreeMap<>()));
  }

  private Sighting over(String source) {
    return sighting(source, new Signal(Kind.UNKNOWN, Severity.INFO, SignalStatus.RESOLVED, null, null, null, null, null,
        null, null, null, null, new TreeMap<>()));
  }

  private Sighting sighting(String source, Signal signal) {
    return new Sighting(ids.next(), Instant.now(), UUID.fromString(source), UUID.fromString(Acme.systemOf(source)), key,
        signal);
  }

  private void take(Sighting... sightings) throws Exception {
    start(() -> correlation.take(TestRealm.ACME, Arrays.asList(sightings))).get(20, SECONDS);
  }

  private CompletableFuture<Void> start(Supplier<Uni<Void>> work) {
    var done = new CompletableFuture<Void>();
    context.execute(() -> transactions.in(TestRealm.ACME, work)
        .subscribe()
        .with(done::complete, done::completeExceptionally));
    return done;
  }
}
