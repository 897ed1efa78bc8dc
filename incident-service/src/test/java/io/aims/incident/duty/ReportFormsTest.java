package io.aims.incident.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReportFormsTest {
  private final ReportForms forms = ReportForms.load();

  @Test
  void the_published_forms_are_complete() {
    assertThat(forms.version()).isEqualTo("2026-11-28");
    assertThat(forms.names()).containsExactly("AI-ACT-SERIOUS-INCIDENT", "CYBERSECURITY-INCIDENT", "GENERAL",
        "GPAI-SERIOUS-INCIDENT", "NOTICE", "PERSONAL-DATA-BREACH");
    assertThat(forms.names().stream().mapToLong(name -> forms.get(name).fields().count()).sum()).isEqualTo(97);
  }

  @Test
  void every_rule_names_a_form_that_asks_for_something_in_each_of_its_reports() {
    assertThat(ClockRules.load().all()).allSatisfy(rule -> {
      var form = forms.get(rule.report().form());
      assertThat(rule.report().kinds()).allSatisfy(
          kind -> assertThat(form.fields()).as("%s %s", form.id(), kind)
              .anyMatch(field -> field.source() == ReportForm.Source.TEXT && field.requiredFor().contains(kind)));
    });
  }

  @Test
  void no_form_asks_twice() {
    assertThat(forms.names()).allSatisfy(
        name -> assertThat(forms.get(name).fields().map(ReportForm.Field::id)).doesNotHaveDuplicates());
  }

  @Test
  void an_unknown_form_is_noticed() {
    assertThatThrownBy(() -> forms.get("NONE")).isInstanceOf(IllegalArgumentException.class);
  }
}
