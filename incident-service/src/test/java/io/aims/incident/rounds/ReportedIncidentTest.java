package io.aims.incident.rounds;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.incident.incident.Handling;
import io.aims.platform.test.RealEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

/** What follows by itself from an incident that people were told of. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class ReportedIncidentTest extends AheadOfTime {

  @Test
  void somebody_is_told_when_nobody_acknowledges_it() throws Exception {
    var id = Handling.reported(Acme.system());

    round(Instant.now().plus(Duration.ofHours(9)));

    assertThat(escalations(id)).isPositive();
  }

  @Test
  void it_relapses_by_a_signal_and_by_nothing_else() throws Exception {
    var source = Acme.source();
    var id = Handling.to("RESOLVED", Handling.reported(UUID.fromString(Acme.systemOf(source))));
    round(Instant.now().plus(Duration.ofHours(2)));
    Handling.read(id).body("state", equalTo("RESOLVED")).body("relapses", equalTo(0));

    Handling.fire(source);
    await().atMost(20, SECONDS).untilAsserted(() -> {
      round(Instant.now());
      Handling.read(id).body("state", equalTo("TRIAGE")).body("relapses", equalTo(1));
    });
  }
}
