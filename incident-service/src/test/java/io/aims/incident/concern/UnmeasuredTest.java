package io.aims.incident.concern;

import static io.aims.incident.concern.Office.ANNA;
import static io.aims.incident.concern.Office.stranger;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

/** Whoever reads the figures of the service every second must not see when somebody raises a concern. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class UnmeasuredTest {
  private static final String OTHER = "/v1/maintenance-windows";
  @Inject
  MeterRegistry metrics;

  @Test
  void no_counter_moves_with_a_concern() {
    Office.open();
    var before = requests(OTHER);

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
    Acme.as(Role.INCIDENT_RESPONDER).get(OTHER).then().statusCode(200);

    await().atMost(10, SECONDS).until(() -> requests(OTHER) > before);
    assertThat(metrics.find("http.server.requests").timers())
        .noneMatch(timer -> String.valueOf(timer.getId().getTag("uri")).contains("/concerns"));
  }

  /** A request is counted after its answer has gone out. */
  private long requests(String path) {
    return metrics.find("http.server.requests").tag("uri", path).timers().stream().mapToLong(Timer::count).sum();
  }
}
