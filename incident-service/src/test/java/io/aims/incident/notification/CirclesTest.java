package io.aims.incident.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

class CirclesTest {
  private static final UUID ADA = new UUID(0, 1);
  private static final UUID BEN = new UUID(0, 2);
  private static final UUID CLEO = new UUID(0, 3);

  @Test
  void nobody_is_told_twice_and_no_circle_is_empty() {
    var circles = new Circles(List.of(List.of(), List.of(ADA, ADA), List.of(ADA), List.of(BEN, ADA, CLEO)));

    assertThat(circles.all()).containsExactly(List.of(ADA), List.of(BEN, CLEO));
  }

  @Test
  void who_comes_before_others_is_told_at_once() {
    var circles = Circles.of(List.of(ADA, BEN)).after(List.of(BEN));

    assertThat(circles.first()).containsExactly(BEN);
    assertThat(circles.others().all()).containsExactly(List.of(ADA));
  }

  @Test
  void there_may_be_nobody_at_all() {
    var circles = Circles.of(List.of());

    assertThat(circles.first()).isEmpty();
    assertThat(circles.others().all()).isEmpty();
  }
}
