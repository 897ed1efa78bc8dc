package io.aims.incident.task;

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
class TaskEventTest {
  @Inject
  ObjectMapper json;

  @Test
  void events_keep_to_their_contract() throws Exception {
    var id = UUID.randomUUID();
    EventChecks.keepToTheirContract(json, TaskEvent.class,
        new TaskEvent.Assigned(id, id, LocalDate.of(2026, 12, 24), Map.of("title", "x")),
        new TaskEvent.Overdue(id, id, LocalDate.of(2026, 12, 24)), new TaskEvent.Completed(id),
        new TaskEvent.Dropped(id));
  }
}
