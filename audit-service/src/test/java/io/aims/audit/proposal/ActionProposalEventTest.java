package io.aims.audit.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.aims.platform.event.EventType;
import io.aims.platform.test.EventContract;

class ActionProposalEventTest {
  private static final ObjectMapper JSON = JsonMapper.builder()
      .findAndAddModules()
      .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
      .build();

  @Test
  void events_keep_to_their_contract() {
    assertThat(EventContract.breaches(ActionProposalEvent.class, events(),
        type -> type.getAnnotation(EventType.class).value(), JSON)).isEmpty();
  }

  static Stream<ActionProposalEvent> events() {
    var id = UUID.randomUUID();
    return Stream.of(
        new ActionProposalEvent.Received(id, id, id, id, LocalDate.parse("2026-12-24")),
        new ActionProposalEvent.Received(id, id, id, null, null),
        new ActionProposalEvent.Accepted(id, id, id, id),
        new ActionProposalEvent.Declined(id, id));
  }
}
