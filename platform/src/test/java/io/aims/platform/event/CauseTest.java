package io.aims.platform.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;

import org.junit.jupiter.api.Test;

class CauseTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:15:30.123456789Z");

  @Test
  void who_must_not_be_found_out_leaves_the_day() {
    for (var actor : new String[]{Cause.ANONYMOUS, Cause.CONFIDENTIAL}) {
      var cause = Cause.hidden(actor, null);

      assertThat(cause.isHidden()).isTrue();
      assertThat(cause.moment(NOW)).isEqualTo("2026-11-23T00:00:00Z");
    }
  }

  @Test
  void everybody_else_leaves_the_moment() {
    var cause = new Cause("service:x", null, null, null);

    assertThat(cause.isHidden()).isFalse();
    assertThat(cause.moment(NOW)).isEqualTo("2026-11-23T10:15:30.123456Z");
  }

  @Test
  void nobody_hides_behind_a_name() {
    assertThatThrownBy(() -> Cause.hidden("a1000000-0000-4000-8000-000000000010", null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
