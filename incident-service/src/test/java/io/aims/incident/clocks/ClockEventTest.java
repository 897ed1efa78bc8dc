package io.aims.incident.clocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.incident.duty.ReportKind;
import io.aims.platform.event.EventType;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class ClockEventTest {
  @Inject
  ObjectMapper json;

  @Test
  void events_keep_to_their_contract() {
    assertThat(
        EventContract.breaches(ClockEvent.class, events(), type -> type.getAnnotation(EventType.class).value(), json))
        .isEmpty();
  }

  static Stream<ClockEvent> events() {
    var now = Instant.parse("2026-11-20T10:00:00Z");
    var paused = RegulatoryClockTest.clock(true);
    return Stream.of(RegulatoryClockTest.clock(true).started(), RegulatoryClockTest.clock(true, now).started(),
        RegulatoryClockTest.clock(true).ring(now.plusSeconds(50_000)).orElseThrow(),
        RegulatoryClockTest.clock(true, now).ring(now).orElseThrow(),
        RegulatoryClockTest.clock(true).ring(now.plusSeconds(100_000)).orElseThrow(), paused.pause(now),
        paused.resume(now), RegulatoryClockTest.clock(true).stop(),
        RegulatoryClockTest.clock(true).withdraw(UUID.randomUUID()),
        RegulatoryClockTest.clock(true).meet(UUID.randomUUID(), ReportKind.INITIAL, now),
        RegulatoryClockTest.clock(true).supersede(UUID.randomUUID(), UUID.randomUUID()));
  }
}
