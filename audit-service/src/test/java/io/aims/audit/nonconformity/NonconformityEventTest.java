package io.aims.audit.nonconformity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.aims.platform.event.EventType;
import io.aims.platform.test.EventContract;

class NonconformityEventTest {
  private static final ObjectMapper JSON = JsonMapper.builder()
      .findAndAddModules()
      .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
      .build();

  @Test
  void events_keep_to_their_contract() {
    assertThat(EventContract.breaches(NonconformityEvent.class, events(),
        type -> type.getAnnotation(EventType.class).value(), JSON))
        .isEmpty();
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
            LocalDate.parse("2026-12-01"), null, texts),
        new NonconformityEvent.CorrectiveActionPlanned(UUID.randomUUID(), UUID.randomUUID(),
            LocalDate.parse("2026-12-01"), UUID.randomUUID(), texts),
        new NonconformityEvent.CorrectiveActionCompleted(UUID.randomUUID(), texts),
        new NonconformityEvent.EffectivenessVerified(UUID.randomUUID(), true),
        new NonconformityEvent.Recurred(UUID.randomUUID(), 1, true, List.of(UUID.randomUUID())),
        new NonconformityEvent.RecurrenceWithdrawn(UUID.randomUUID(), 0, true, List.of(UUID.randomUUID())),
        new NonconformityEvent.RecurrenceJudged(UUID.randomUUID(), false, List.of(UUID.randomUUID())));
  }
}
