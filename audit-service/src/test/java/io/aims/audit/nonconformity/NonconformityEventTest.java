package io.aims.audit.nonconformity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.aims.contracts.Contracts;
import io.aims.platform.event.EventType;
import io.aims.platform.test.EventContract;

class NonconformityEventTest {
  private static final ObjectMapper JSON = JsonMapper.builder()
      .findAndAddModules()
      .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
      .build();

  @ParameterizedTest
  @MethodSource("events")
  void each_event_keeps_to_its_published_schema(NonconformityEvent event) {
    assertThat(EventContract.violations(type(event.getClass()), event, JSON)).isEmpty();
  }

  @Test
  void no_event_is_left_out() {
    var tested = events().map(Object::getClass).collect(Collectors.<Class<?>>toSet());

    assertThat(tested).containsExactlyInAnyOrder(NonconformityEvent.class.getPermittedSubclasses());
  }

  @Test
  void each_published_example_is_valid() throws Exception {
    for (var permitted : NonconformityEvent.class.getPermittedSubclasses()) {
      assertThat(EventContract.violations(JSON.readTree(Contracts.example(type(permitted)))))
          .as(permitted.getSimpleName())
          .isEmpty();
    }
  }

  static Stream<NonconformityEvent> events() {
    var texts = Map.of("text", "prose");
    return Stream.of(
        new NonconformityEvent.Raised("NC-0001", OriginKind.INCIDENT, UUID.randomUUID(), UUID.randomUUID(),
            List.of("9.1", "A.10.2"), Grade.MAJOR, texts),
        new NonconformityEvent.Raised("NC-0002", OriginKind.AUDIT, null, null, List.of("7.5.3"), Grade.MINOR, texts),
        new NonconformityEvent.CorrectionRecorded(texts),
        new NonconformityEvent.RootCauseDetermined(RootCauseMethod.FISHBONE, texts),
        new NonconformityEvent.CorrectiveActionPlanned(UUID.randomUUID(), UUID.randomUUID(),
            LocalDate.parse("2026-12-01"), texts),
        new NonconformityEvent.CorrectiveActionCompleted(UUID.randomUUID(), texts),
        new NonconformityEvent.EffectivenessVerified(UUID.randomUUID(), true));
  }

  private static String type(Class<?> event) {
    return event.getAnnotation(EventType.class).value();
  }
}
