package io.aims.platform.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.platform.refusal.Refusal;

class VersionTokenTest {
  private static final String ID = "0190a000-0000-7000-8000-000000000001";
  private static final VersionToken THIRD = new VersionToken("risk-service", UUID.fromString(ID), 3);

  @Test
  void what_was_said_is_read_again() {
    var read = VersionToken.read(THIRD + ", " + THIRD + ",inventory-service." + ID + ".12");

    assertThat(read).containsExactly(THIRD, THIRD, new VersionToken("inventory-service", UUID.fromString(ID), 12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "risk-service." + ID, "risk-service." + ID + ".0", "risk-service." + ID + ".-1",
      "risk-service." + ID + ".9999999999", "risk." + ID + ".1", "risk-service.------------------------------------.1",
      "risk-service." + ID + ".1,", "risk-service." + ID + ".1;risk-service." + ID + ".1"})
  void anything_else_is_malformed(String header) {
    assertThatThrownBy(() -> VersionToken.read(header)).isInstanceOf(Refusal.Malformed.class);
  }

  @Test
  void so_are_too_many() {
    assertThat(VersionToken.read(times(VersionToken.MOST))).hasSize(VersionToken.MOST);

    assertThatThrownBy(() -> VersionToken.read(times(VersionToken.MOST + 1))).isInstanceOf(Refusal.Malformed.class);
  }

  private static String times(int count) {
    return IntStream.range(0, count).mapToObj(i -> THIRD.toString()).collect(Collectors.joining(","));
  }
}
