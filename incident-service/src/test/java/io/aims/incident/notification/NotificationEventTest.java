package io.aims.incident.notification;

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
class NotificationEventTest {
  private static final UUID CALL = UUID.randomUUID();
  private static final UUID PERSON = UUID.randomUUID();
  @Inject
  ObjectMapper json;

  @Test
  void events_keep_to_their_contract() throws Exception {
    EventChecks.keepToTheirContract(json, NotificationEvent.class,
        new NotificationEvent.Addressed(CALL, Occasion.CLOCK_OVERDUE, UUID.randomUUID(), CALL, PERSON, 0),
        new NotificationEvent.Sent(CALL, UUID.randomUUID(), PERSON, 3),
        new NotificationEvent.Failed(CALL, null, PERSON, Failure.TOO_LATE),
        new NotificationEvent.Withdrawn(CALL, UUID.randomUUID(), PERSON));
  }
}
