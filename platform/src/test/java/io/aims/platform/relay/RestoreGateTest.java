package io.aims.platform.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Supplier;

import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.aims.platform.stream.Continuity;

class RestoreGateTest {
  private final Continuity continuity = new Continuity();
  private Supplier<@Nullable String> check = () -> null;
  private final RestoreGate gate = new RestoreGate(() -> check.get(), continuity);

  @Test
  void what_can_not_be_compared_keeps_the_gate_shut_and_says_why_without_refusing_changes() {
    check = RestoreGateTest::unreadable;

    assertThatThrownBy(gate::opens).isInstanceOf(TimeoutException.class);

    assertThat(gate.isOpen()).isFalse();
    assertThat(continuity.unknown()).contains("Nothing is relayed", "could not be read in 10 s");
    continuity.require();
  }

  @Test
  void it_opens_when_the_comparison_succeeds_later() {
    check = RestoreGateTest::unreadable;
    assertThatThrownBy(gate::opens).isInstanceOf(TimeoutException.class);
    check = () -> null;

    assertThat(gate.opens()).isTrue();

    assertThat(gate.isOpen()).isTrue();
    assertThat(continuity.unknown()).isNull();
  }

  @Test
  void an_older_database_keeps_it_shut_and_stays_older_while_the_topic_can_not_be_read() {
    check = () -> "older";
    assertThat(gate.opens()).isFalse();
    check = RestoreGateTest::unreadable;

    assertThatThrownBy(gate::opens).isInstanceOf(TimeoutException.class);

    assertThat(continuity.broken()).isEqualTo("older");
  }

  @Test
  void after_a_fault_it_compares_again() {
    gate.opens();
    check = () -> "older";
    assertThat(gate.opens()).isTrue();

    gate.shut();

    assertThat(gate.opens()).isFalse();
  }

  private static @Nullable String unreadable() {
    throw new TimeoutException("the end of the topic could not be read in 10 s");
  }

  @Test
  void when_somebody_suspects_a_restore_it_compares_once_more() {
    gate.opens();
    var doubt = continuity.doubt();
    assertThat(continuity.answered(doubt)).isFalse();
    check = () -> "The database is older";

    assertThat(gate.opens()).isFalse();
    assertThat(continuity.answered(doubt)).as("not before the loss is accepted").isFalse();
    check = () -> null;
    assertThat(gate.opens()).isTrue();
    assertThat(continuity.answered(doubt)).isTrue();
    assertThat(continuity.doubted()).isFalse();
  }
}
