package io.aims.incident.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.platform.refusal.Refusal;

class OpeningPolicyTest {
  @Test
  void without_any_rule_everything_opens() {
    var policy = new OpeningPolicy(OpeningRules.NONE, OpeningRules.NONE);

    assertThat(Arrays.stream(Kind.values())
        .flatMap(
            kind -> Arrays.stream(Severity.values()).flatMap(severity -> policy.withholds(kind, severity).stream())))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"CRITICAL, CRITICAL", "MAJOR, CRITICAL MAJOR", "MINOR, CRITICAL MAJOR MINOR",
      "INFO, CRITICAL MAJOR MINOR INFO", "NEVER, ''"})
  void a_threshold_opens_what_is_as_bad_or_worse(Threshold threshold, String opened) {
    var opens = Arrays.stream(Severity.values()).filter(threshold::opens).map(Severity::name).toList();

    assertThat(String.join(" ", opens)).isEqualTo(opened);
  }

  /** Each column is a rule that is there or not; the first that is there counts. */
  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {
      "NEVER, -, -, -, SOURCE_AND_KIND NEVER", "-, NEVER, -, -, SOURCE NEVER",
      "-, -, NEVER, -, ORGANISATION_AND_KIND NEVER", "-, -, -, NEVER, ORGANISATION NEVER",
      "INFO, NEVER, NEVER, NEVER, -", "-, INFO, NEVER, NEVER, -", "-, -, INFO, NEVER, -",
      "CRITICAL, INFO, INFO, INFO, SOURCE_AND_KIND CRITICAL", "-, CRITICAL, INFO, INFO, SOURCE CRITICAL",
      "-, -, CRITICAL, INFO, ORGANISATION_AND_KIND CRITICAL", "-, -, -, CRITICAL, ORGANISATION CRITICAL",
      "MAJOR, NEVER, NEVER, NEVER, -"})
  void the_narrowest_rule_counts(@Nullable Threshold ofSourceAndKind, @Nullable Threshold ofSource,
      @Nullable Threshold ofOrganisationAndKind, @Nullable Threshold ofOrganisation, @Nullable String withheld) {
    var policy = new OpeningPolicy(rules(ofSourceAndKind, ofSource), rules(ofOrganisationAndKind, ofOrganisation));

    assertThat(policy.withholds(Kind.DRIFT, Severity.MAJOR).map(why -> why.by() + " " + why.opensFrom()).orElse(null))
        .isEqualTo(withheld);
  }

  @Test
  void a_rule_of_another_kind_says_nothing() {
    var policy = new OpeningPolicy(rules(Threshold.NEVER, null), rules(null, Threshold.CRITICAL));

    assertThat(policy.withholds(Kind.SAFETY, Severity.MINOR))
        .contains(new Withheld(Scope.ORGANISATION, Threshold.CRITICAL));
  }

  @Test
  void what_silences_the_critical_has_to_be_acknowledged_and_nothing_else() {
    var silencing = rules(Threshold.NEVER, Threshold.MAJOR);
    var harmless = rules(Threshold.CRITICAL, Threshold.MAJOR);

    assertThat(silencing.acknowledged("rules", true).silencesCritical()).isTrue();
    assertThat(harmless.acknowledged("rules", null).silencesCritical()).isFalse();
    assertThat(harmless.acknowledged("rules", false)).isEqualTo(harmless);
    assertThat(refused(silencing, null)).isEqualTo("silencesCritical");
    assertThat(refused(silencing, false)).isEqualTo("silencesCritical");
    assertThat(refused(harmless, true)).isEqualTo("silencesCritical");
  }

  @Test
  void there_is_one_rule_for_the_same() {
    var twice = new OpeningRules(List.of(new OpeningRule(Kind.DRIFT, Threshold.MAJOR),
        new OpeningRule(Kind.DRIFT, Threshold.MINOR)));
    var restTwice = new OpeningRules(List.of(new OpeningRule(null, Threshold.MAJOR),
        new OpeningRule(null, Threshold.MINOR)));

    assertThat(Stream.of(twice, restTwice).map(rules -> refused(rules, null))).containsOnly("rules[1].kind");
  }

  private static String refused(OpeningRules rules, @Nullable Boolean acknowledged) {
    var field = new ArrayList<String>();
    assertThatThrownBy(() -> rules.acknowledged("rules", acknowledged)).isInstanceOfSatisfying(Refusal.Invalid.class,
        refusal -> field.add(refusal.violations().getFirst().field()));
    return field.getFirst();
  }

  private static OpeningRules rules(@Nullable Threshold ofDrift, @Nullable Threshold ofTheRest) {
    var rules = new ArrayList<OpeningRule>();
    if (ofDrift != null) {
      rules.add(new OpeningRule(Kind.DRIFT, ofDrift));
    }
    if (ofTheRest != null) {
      rules.add(new OpeningRule(null, ofTheRest));
    }
    return new OpeningRules(rules);
  }
}
