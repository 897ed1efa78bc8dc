package io.aims.incident.concern;

import static io.aims.incident.concern.Office.ANNA;
import static io.aims.incident.concern.Office.stranger;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

/** Whoever reads the figures of the service every second must not see when somebody raises a concern. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class UnmeasuredTest {
  private static final String OTHER = "/v1/maintenance-windows";
  /** What workers count at any time, whatever is asked of the service. */
  private static final Set<String> TICKING = Set.of("aims.inbox.replay.requests");
  @Inject
  MeterRegistry metrics;

  @BeforeEach
  void open() {
    Office.open();
    askForOther();
  }

  @Test
  void no_counter_moves_with_a_concern() {
    var other = moved(this::askForOther);
    assertThat(other).as("a request that is no secret")
        .hasEntrySatisfying(counter(OTHER), by -> assertThat(by).isOne());

    var all = moved(() -> {
      concerns();
      askForOther();
    });

    assertThat(all).isEqualTo(other);
    assertThat(metrics.find("http.server.requests").timers())
        .noneMatch(timer -> String.valueOf(timer.getId().getTag("uri")).contains("/concerns"));
  }

  /** Nor does any figure tell of the connections and bytes of requests that are in no counter of requests. */
  @Test
  void requests_have_no_other_figure_than_their_counter() {
    assertThat(metrics.getMeters()).extracting(meter -> meter.getId().getName())
        .contains("http.server.requests")
        .noneMatch(name -> name.startsWith("http.server.") && !name.equals("http.server.requests"));
  }

  private static void concerns() {
    var receipt = stranger().body(Map.of("category", "PRIVACY", "description", "It reads our mail"))
        .post("/v1/organisations/acme/concerns")
        .then()
        .statusCode(201)
        .extract();
    stranger().body(Map.of("handle", receipt.<String>path("handle"), "code", receipt.<String>path("code")))
        .post("/v1/concerns/follow-up")
        .then()
        .statusCode(200);
    var named = Office.raisedBy(UUID.randomUUID(), Map.of());
    Office.as(ANNA).get("/v1/concerns/" + named).then().statusCode(200);
    await().atMost(30, SECONDS)
        .until(() -> Acme.count("""
            select count(*) from outbox o join event e using (position) where e.aggregate_id = '%s'""", named) == 0);
  }

  /** A request is counted after its answer has gone out. */
  private void askForOther() {
    var before = requests();
    Acme.as(Role.INCIDENT_RESPONDER).get(OTHER).then().statusCode(200);
    await().atMost(30, SECONDS).until(() -> requests() > before);
  }

  private long requests() {
    return metrics.find("http.server.requests").tag("uri", OTHER).timers().stream().mapToLong(Timer::count).sum();
  }

  private String counter(String path) {
    return metrics.get("http.server.requests").tag("uri", path).timer().getId().toString();
  }

  /** What counts otherwise after {@code work}, by how much. */
  private Map<String, Double> moved(Runnable work) {
    var before = counters();
    work.run();
    var moved = counters();
    moved.keySet().removeIf(counter -> moved.get(counter).equals(before.get(counter)));
    moved.replaceAll((counter, count) -> count - before.getOrDefault(counter, 0.0));
    return moved;
  }

  /** All that requests and the service's own work count. */
  private Map<String, Double> counters() {
    var counters = new TreeMap<String, Double>();
    for (var meter : metrics.getMeters()) {
      var name = meter.getId().getName();
      if ((name.startsWith("http.") || name.startsWith("aims.")) && !TICKING.contains(name)) {
        for (var figure : meter.measure()) {
          if (figure.getStatistic() == Statistic.COUNT) {
            counters.put(meter.getId().toString(), figure.getValue());
          }
        }
      }
    }
    return counters;
  }
}
