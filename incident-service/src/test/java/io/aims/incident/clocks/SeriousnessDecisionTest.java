package io.aims.incident.clocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.aims.incident.duty.Harm;

class SeriousnessDecisionTest {
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
  private static final UUID INCIDENT = UUID.randomUUID();

  private static SeriousnessDecision decision(@Nullable SeriousnessDecision earlier, Harm... harms) {
    return SeriousnessDecision.make(UUID.randomUUID(), UUID.randomUUID(), INCIDENT, UUID.randomUUID(), earlier,
        StartPolicyTest.provider(NOW, harms), UUID.randomUUID(), "because", NOW);
  }

  @Test
  void the_harm_makes_it_serious() {
    assertThat(decision(null, Harm.PROPERTY).serious()).isTrue();
    assertThat(decision(null).serious()).isFalse();
  }

  @Test
  void a_later_decision_supersedes_the_one_before_by_name() {
    var first = decision(null);

    var second = decision(first, Harm.DEATH);

    assertThat(second.made()).isEqualTo(new SeriousnessDecisionEvent.Made(INCIDENT, 2, true, second.facts(),
        first.id()));
    assertThat(first.made()).isEqualTo(new SeriousnessDecisionEvent.Made(INCIDENT, 1, false, first.facts(), null));
  }
}
