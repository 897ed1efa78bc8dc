package io.aims.risk.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.aims.platform.refusal.Refusal;
import io.aims.risk.risk.RiskStatement;
import io.aims.risk.risk.Theme;

class WantedRiskTest {
  private static final UUID ID = UUID.randomUUID();
  private static final RiskStatement NEW = new RiskStatement(Theme.PRIVACY, null, null, "Prompts leak", "Logs", "Harm");

  @Test
  void it_is_a_new_one_with_or_without_an_owner_or_a_known_one() {
    assertThat(new WantedRisk(null, NEW, null).asNew()).isEqualTo(NEW);
    assertThat(new WantedRisk(null, NEW, ID).asNew()).isEqualTo(NEW);
    assertThat(new WantedRisk(ID, null, null).asNew()).isNull();
  }

  @ParameterizedTest
  @MethodSource
  void neither_nor_both_is_refused(WantedRisk wanted) {
    assertThatThrownBy(wanted::asNew).isInstanceOf(Refusal.Invalid.class);
  }

  static Stream<WantedRisk> neither_nor_both_is_refused() {
    return Stream.of(new WantedRisk(null, null, null), new WantedRisk(null, null, ID), new WantedRisk(ID, NEW, null),
        new WantedRisk(ID, null, ID));
  }
}
