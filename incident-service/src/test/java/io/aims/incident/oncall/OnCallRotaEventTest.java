package io.aims.incident.oncall;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
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
class OnCallRotaEventTest {
  private static final Instant NOW = Instant.parse("2027-01-02T12:00:00Z");
  @Inject
  ObjectMapper json;

  @Test
  void events_keep_to_their_contract() throws Exception {
    var rota = OnCallRotaTest.rota();
    var takeover = rota.substitute(UUID.randomUUID(), UUID.randomUUID(), NOW, NOW.plusSeconds(3600), 0, NOW);
    var weekly = new Terms(RosterTest.weekly("Europe/Berlin", "09:00", DayOfWeek.MONDAY, "2027-01-04"), List.of());

    EventChecks.keepToTheirContract(json, OnCallRotaEvent.class, rota.established(), rota.change("All", weekly),
        takeover.event(), rota.withdraw(takeover.substitution(), NOW), rota.retire());
  }
}
