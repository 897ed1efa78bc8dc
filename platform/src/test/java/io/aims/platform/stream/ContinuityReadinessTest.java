package io.aims.platform.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class ContinuityReadinessTest {
  private final Continuity continuity = new Continuity();
  private final ContinuityReadiness readiness = new ContinuityReadiness(continuity);

  @Test
  void a_topic_that_can_not_be_read_is_told_and_leaves_the_service_ready() {
    continuity.notCompared("Kafka is away");

    var answer = readiness.call();

    assertThat(answer.getStatus()).isEqualTo(Status.UP);
    assertThat(answer.getData()).contains(Map.of("relay", "Kafka is away"));
  }

  @Test
  void an_older_database_takes_it_out_of_traffic_with_the_reason() {
    continuity.found("older");

    var answer = readiness.call();

    assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
    assertThat(answer.getData()).contains(Map.of("reason", "older"));
  }

  @Test
  void once_compared_nothing_is_left_to_tell() {
    continuity.notCompared("Kafka is away");
    continuity.found(null);

    assertThat(readiness.call().getData()).isEmpty();
  }
}
