package io.aims.incident.watch;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.incident.EventChecks;
import io.aims.incident.opening.OpeningRule;
import io.aims.incident.opening.Threshold;
import io.aims.incident.signal.Kind;
import io.aims.platform.test.RealEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class SignalEventsTest {
  @Inject
  ObjectMapper json;

  @Test
  void events_keep_to_their_contract() throws Exception {
    EventChecks.keepToTheirContract(json, SignalRulesEvent.class,
        new SignalRulesEvent.Changed(UUID.randomUUID(), 300, 6, 2, 3600,
            List.of(new OpeningRule(Kind.DRIFT, Threshold.NEVER), new OpeningRule(null, Threshold.MAJOR)), true));
    EventChecks.keepToTheirContract(json, SnoozeEvent.class,
        new SnoozeEvent.Snoozed(UUID.randomUUID(), Instant.EPOCH), new SnoozeEvent.Ended(UUID.randomUUID()));
  }
}
