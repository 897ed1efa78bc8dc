package io.aims.incident.review;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.incident.EventChecks;
import io.aims.platform.test.RealEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class ProposalEventTest {
  @Inject
  ObjectMapper json;

  @Test
  void events_keep_to_their_contract() throws Exception {
    var id = UUID.randomUUID();
    var day = LocalDate.of(2026, 12, 24);
    EventChecks.keepToTheirContract(json, ProposalEvent.class,
        new ProposalEvent.ActionProposed(id, id, id, day, Map.of("text", "x")),
        new ProposalEvent.RiskProposed(id, id, null, null, Map.of("text", "x")),
        new ProposalEvent.ControlProposed(id, id, id, day, Map.of("text", "x")));
  }
}
