package io.aims.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.contracts.Contracts;
import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;
import io.aims.platform.test.EventContract;

/** Holds the events of an aggregate against what is published of them. */
public final class EventChecks {
  private EventChecks() {}

  /** Each event keeps to its schema, none is left out, and each published example is valid. */
  public static void keepToTheirContract(ObjectMapper json, Class<?> events, DomainEvent... made) throws Exception {
    assertThat(Arrays.stream(made).map(Object::getClass).collect(Collectors.<Class<?>>toSet()))
        .containsExactlyInAnyOrder(events.getPermittedSubclasses());
    for (var event : made) {
      assertThat(EventContract.violations(type(event.getClass()), event, json)).as(event.toString()).isEmpty();
    }
    for (var type : Stream.of(events.getPermittedSubclasses()).map(EventChecks::type).toList()) {
      assertThat(EventContract.violations(json.readTree(Contracts.example(type)))).as(type).isEmpty();
    }
  }

  private static String type(Class<?> event) {
    return event.getAnnotation(EventType.class).value();
  }
}
