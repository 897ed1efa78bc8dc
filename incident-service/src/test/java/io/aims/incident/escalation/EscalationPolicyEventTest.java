package io.aims.incident.escalation;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.incident.EventChecks;
import io.aims.incident.signal.Severity;
import io.aims.platform.test.RealEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class EscalationPolicyEventTest {
  @Inject
  ObjectMapper json;

  @Test
  void events_keep_to_their_contract() throws Exception {
    EventChecks.keepToTheirContract(json, EscalationPolicyEvent.class, new EscalationPolicyEvent.Adopted(2,
        Map.of(Severity.MAJOR, List.of(new Ladder.Step(5, Addressee.ON_CALL, UUID.randomUUID()))),
        Map.of(Addressee.EXECUTIVE, List.of(UUID.randomUUID()))));
  }
}
