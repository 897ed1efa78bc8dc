package io.aims.incident.incident;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.time.Instant;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
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

  private Sighting fired(String source) {
    return sighting(source, new Signal(Kind.DRIFT, Severity.CRITICAL, SignalStatus.FIRING, null, "churn", "pd:1", null,
        null, "psi", 0.4, 0.2, "drifts", new TreeMap<>()));
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
    var done = new CompletableFuture<Void>();
    context.execute(() -> transactions
        .in(TestRealm.ACME, () -> correlation.take(TestRealm.ACME, Arrays.asList(sightings)))
        .subscribe()
        .with(done::complete, done::completeExceptionally));
    done.get(20, SECONDS);
  }
}
