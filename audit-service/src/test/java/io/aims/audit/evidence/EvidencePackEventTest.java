package io.aims.audit.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.contracts.Contracts;
import io.aims.platform.event.EventType;
import io.aims.platform.test.EventContract;

class EvidencePackEventTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @MethodSource("events")
  void each_event_keeps_to_its_published_schema(EvidencePackEvent event) {
    assertThat(EventContract.violations(type(event.getClass()), event, JSON)).isEmpty();
  }

  @Test
  void no_event_is_left_out() {
    var tested = events().map(Object::getClass).collect(Collectors.<Class<?>>toSet());

    assertThat(tested).containsExactlyInAnyOrder(EvidencePackEvent.class.getPermittedSubclasses());
  }

  @Test
  void each_published_example_is_valid() throws Exception {
    for (var permitted : EvidencePackEvent.class.getPermittedSubclasses()) {
      assertThat(EventContract.violations(JSON.readTree(Contracts.example(type(permitted)))))
          .as(permitted.getSimpleName())
          .isEmpty();
    }
  }

  static Stream<EvidencePackEvent> events() {
    return Stream.of(new EvidencePackEvent.Issued("EP-0001", UUID.randomUUID(), 412, 31, "0a".repeat(32)),
        new EvidencePackEvent.Issued("EP-0002", null, 412, 412, "0b".repeat(32)));
  }

  private static String type(Class<?> event) {
    return event.getAnnotation(EventType.class).value();
  }
}
