package io.aims.incident.unmapped;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.incident.mapping.Placement.By;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.platform.event.EventType;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class UnmappedSignalEventTest {
  @Inject
  ObjectMapper json;

  @Test
  void events_keep_to_their_contract() {
    var id = UUID.randomUUID();
    assertThat(EventContract.breaches(UnmappedSignalEvent.class, Stream.concat(
        Stream.of(By.values()).map(by -> new UnmappedSignalEvent.Mapped(id, by, 3, 1, 4)),
        Stream.of(
            new UnmappedSignalEvent.Unmapped(id, "ab".repeat(32), Kind.FAIRNESS, Severity.CRITICAL, "credit", "gbm",
                id),
            new UnmappedSignalEvent.Unmapped(id, "ab".repeat(32), Kind.UNKNOWN, Severity.INFO, null, null, id),
            new UnmappedSignalEvent.Assigned(id), new UnmappedSignalEvent.Dismissed(3, 1, 4))),
        type -> type.getAnnotation(EventType.class).value(), json)).isEmpty();
  }
}
