package io.aims.incident.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.contracts.Contracts;
import io.aims.platform.event.EventType;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.test.EventContract;

class ChannelTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<UUID> HANDLERS = two();
  private static final List<UUID> ALTERNATES = two();
  private static final List<UUID> LAST = two();

  private static List<UUID> two() {
    return List.of(UUID.randomUUID(), UUID.randomUUID());
  }

  private static Channel channel() {
    return Channel.open(UUID.randomUUID(), UUID.randomUUID(), "acme", true,
        new Members(HANDLERS, ALTERNATES, LAST), Instant.EPOCH);
  }

  static Stream<Members> nobody_stands_in_for_themselves_and_a_decision_takes_two() {
    var one = HANDLERS.getFirst();
    return Stream.of(new Members(HANDLERS, List.of(one, ALTERNATES.getFirst()), LAST),
        new Members(HANDLERS, ALTERNATES, List.of(one, LAST.getFirst())),
        new Members(HANDLERS, ALTERNATES, List.of(ALTERNATES.getFirst(), LAST.getFirst())),
        new Members(List.of(one, one), ALTERNATES, LAST), new Members(HANDLERS, List.of(), LAST),
        new Members(HANDLERS, ALTERNATES, List.of(LAST.getFirst())));
  }

  @ParameterizedTest
  @MethodSource
  void nobody_stands_in_for_themselves_and_a_decision_takes_two(Members members) {
    var channel = channel();

    assertThatThrownBy(() -> channel.change("acme", true, members)).isInstanceOf(Refusal.Invalid.class);
  }

  @Test
  void its_events_and_their_examples_keep_to_the_published_schema() throws Exception {
    var channel = channel();
    for (var event : List.of(channel.opened(),
        channel.change("acme", false, new Members(ALTERNATES, HANDLERS, LAST)))) {
      var type = event.getClass().getAnnotation(EventType.class).value();
      assertThat(EventContract.violations(type, event, JSON)).isEmpty();
      assertThat(EventContract.violations(JSON.readTree(Contracts.example(type)))).isEmpty();
    }
    assertThat(ChannelEvent.class.getPermittedSubclasses()).hasSize(2);
  }
}
