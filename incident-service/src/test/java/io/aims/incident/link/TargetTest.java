package io.aims.incident.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.platform.refusal.Refusal;

class TargetTest {

  @Test
  void a_supplier_is_the_same_however_its_name_is_spaced_and_cased() {
    var target = Target.of(LinkedTo.SUPPLIER, "  Northwind \t Models ");

    assertThat(target.name()).isEqualTo("Northwind Models");
    assertThat(target.key()).isEqualTo(Target.of(LinkedTo.SUPPLIER, "NORTHWIND MODELS").key());
  }

  @ParameterizedTest
  @ValueSource(strings = {"A.2.2", "A.6.2.6", "A.10.4"})
  void a_control_is_one_of_annex_a(String control) {
    assertThat(Target.of(LinkedTo.CONTROL, control)).isEqualTo(new Target(LinkedTo.CONTROL, control));
  }

  @ParameterizedTest
  @ValueSource(strings = {"A.2", "A.2.1", "a.2.2", "A.11.1", "6.1.2"})
  void there_is_no_other(String control) {
    assertThatThrownBy(() -> Target.of(LinkedTo.CONTROL, control)).isInstanceOf(Refusal.UnknownReference.class);
  }

  @Test
  void a_risk_has_an_id() {
    assertThat(Target.of(LinkedTo.RISK, "0199A0C0-3333-7000-8000-000000000001").name())
        .isEqualTo("0199a0c0-3333-7000-8000-000000000001");
    assertThatThrownBy(() -> Target.of(LinkedTo.RISK, "RSK-0001")).isInstanceOf(Refusal.Invalid.class);
  }

  @Test
  void annex_a_has_38_controls() {
    assertThat(Controls.all()).hasSize(38);
  }
}
