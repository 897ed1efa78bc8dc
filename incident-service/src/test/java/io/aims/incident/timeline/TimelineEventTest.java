package io.aims.incident.timeline;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.incident.EventChecks;
import io.aims.platform.test.RealEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class TimelineEventTest {
  @Inject
  ObjectMapper json;

  @ParameterizedTest
  @EnumSource
  void events_keep_to_their_contract(EntryKind kind) throws Exception {
    EventChecks.keepToTheirContract(json, TimelineEvent.class, new TimelineEvent.Recorded(UUID.randomUUID(),
        kind, Instant.EPOCH, UUID.randomUUID(), Map.of("text", "x")));
  }
}
