package io.aims.incident.clocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.incident.deadline.AuthorityCalendars;
import io.aims.incident.duty.Facts;
import io.aims.incident.duty.Harm;
import io.aims.platform.refusal.Refusal;

class FactsPolicyTest {
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
  private final FactsPolicy policy = new FactsPolicy(AuthorityCalendars.load());

  private static Facts facts(Instant awareAt, @Nullable Instant causalLinkAt, @Nullable Instant resolvedAt,
      List<String> jurisdictions) {
    var f = StartPolicyTest.provider(awareAt, Harm.DEATH);
    return new Facts(f.capacities(), f.harms(), f.reach(), f.traits(), f.sectors(), f.systemClasses(), jurisdictions,
        awareAt, causalLinkAt, resolvedAt);
  }

  @Test
  void awareness_may_precede_the_decision_by_any_time_up_to_now() {
    policy.check(facts(NOW, NOW, NOW, List.of("DE", "FR")), NOW);
    policy.check(facts(NOW.minusSeconds(90L * 86400), null, null, List.of("DE")), NOW);
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {
      "2026-11-26T10:00:00.000001Z, -, -, DE, awareAt",
      "1999-12-31T23:59:59Z, -, -, DE, awareAt",
      "2026-11-26T10:00:00Z, 2026-11-26T10:00:01Z, -, DE, causalLinkAt",
      "2026-11-26T10:00:00Z, -, 2026-11-26T10:00:01Z, DE, resolvedAt",
      "2026-11-26T10:00:00Z, -, -, XX, jurisdictions",
      "2026-11-26T10:00:00Z, -, -, EU, jurisdictions",
      "2026-11-26T10:00:00Z, -, -, de, jurisdictions",
      "2026-11-26T10:00:00Z, -, -, DE DE, jurisdictions"})
  void what_can_not_be_known_yet_or_is_nowhere_is_refused(Instant awareAt, Instant causalLinkAt, Instant resolvedAt,
      String jurisdictions, String field) {
    assertThatThrownBy(
        () -> policy.check(facts(awareAt, causalLinkAt, resolvedAt, List.of(jurisdictions.split(" "))), NOW))
        .isInstanceOfSatisfying(Refusal.Invalid.class, refusal -> assertThat(refusal.violations())
            .extracting(Refusal.Violation::field)
            .containsExactly(field));
  }

  @Test
  void times_are_kept_to_the_microsecond() {
    var kept = policy.check(facts(NOW.minusNanos(1), null, null, List.of("DE")), NOW);

    assertThat(kept.awareAt()).isEqualTo(Instant.parse("2026-11-26T09:59:59.999999Z"));
  }
}
