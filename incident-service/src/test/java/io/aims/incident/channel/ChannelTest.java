package io.aims.incident.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.contracts.Contracts;
import io.aims.platform.event.EventType;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.test.EventContract;

class ChannelTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final UUID ONE = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();

  private static Channel channel() {
    return Channel.open(UUID.randomUUID(), UUID.randomUUID(), "acme", true,
        new Members(List.of(ONE), List.of(OTHER)), Instant.EPOCH);
  }

  @Test
  void nobody_stands_in_for_themselves() {
    var channel = channel();

    assertThatThrownBy(() -> channel.change("acme", true, new Members(List.of(ONE, OTHER), List.of(ONE))))
        .isInstanceOf(Refusal.Invalid.class);
  }

  @Test
  void its_events_and_their_examples_keep_to_the_published_schema() throws Exception {
    var channel = channel();
    for (var event : List.of(channel.opened(),
        channel.change("acme", false, new Members(List.of(OTHER), List.of(ONE))))) {
      var type = event.getClass().getAnnotation(EventType.class).value();
      assertThat(EventContract.violations(type, event, JSON)).isEmpty();
      assertThat(EventContract.violations(JSON.readTree(Contracts.example(type)))).isEmpty();
    }
    assertThat(ChannelEvent.class.getPermittedSubclasses()).hasSize(2);
  }
}
