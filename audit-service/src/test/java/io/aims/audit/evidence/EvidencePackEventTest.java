package io.aims.audit.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.platform.event.EventType;
import io.aims.platform.test.EventContract;

class EvidencePackEventTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void events_keep_to_their_contract() {
    assertThat(EventContract.breaches(EvidencePackEvent.class, events(),
        type -> type.getAnnotation(EventType.class).value(), JSON))
        .isEmpty();
  }

  static Stream<EvidencePackEvent> events() {
    return Stream.of(new EvidencePackEvent.Issued("EP-0001", UUID.randomUUID(), 412, 31, "0a".repeat(32)),
        new EvidencePackEvent.Issued("EP-0002", null, 412, 412, "0b".repeat(32)));
  }
}
