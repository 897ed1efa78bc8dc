package io.aims.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class DoorsTest {
  private final long now = System.nanoTime();
  private final Doors doors = new Doors(2, 4, 4, now);

  private boolean open(String address, String organisation) {
    return doors.pause(address, organisation, now).isZero();
  }

  @Test
  void whoKeepsKnockingClosesTheDoorForThemselvesOnly() {
    for (var i = 0; i < 50; i++) {
      open("192.0.2.1", null);
      open("192.0.2.2", "acme");
    }

    assertThat(open("192.0.2.1", null)).isFalse();
    assertThat(open("192.0.2.2", "acme")).isFalse();
    assertThat(open("192.0.2.3", null)).isTrue();
    assertThat(open("192.0.2.3", "acme")).isTrue();
  }

  @Test
  void followUpsAreBoundedInAllAndConcernsPerOrganisation() {
    for (var i = 0; i < 4; i++) {
      assertThat(open("192.0.2." + i, null)).isTrue();
      assertThat(open("198.51.100." + i, "acme")).isTrue();
    }

    assertThat(open("203.0.113.1", null)).isFalse();
    assertThat(open("203.0.113.2", "acme")).isFalse();
    assertThat(open("203.0.113.3", "globex")).isTrue();
    assertThat(doors.pause("203.0.113.4", null, now)).isEqualTo(Duration.ofSeconds(15));
  }
}
