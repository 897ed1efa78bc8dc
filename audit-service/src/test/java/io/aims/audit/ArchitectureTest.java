package io.aims.audit;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

import io.aims.platform.test.ArchitectureRules;

class ArchitectureTest {
  private static final String ROOT = "io.aims.audit";
  private static final String NOTES = "io.aims.platform.note";
  private static final JavaClasses CLASSES = ArchitectureRules.production(ROOT);

  @ParameterizedTest
  @MethodSource
  void house_rules_hold(ArchRule rule) {
    rule.check(CLASSES);
  }

  static Stream<ArchRule> house_rules_hold() {
    return Stream.concat(ArchitectureRules.forService(ROOT).stream(), Stream.of(provableWithoutUs()));
  }

  @Test
  void what_the_verifier_borrows_from_the_platform_holds_to_its_rule_too() {
    provableWithoutUs().check(ArchitectureRules.production(NOTES));
  }

  /** The verifier runs on a stranger's machine from these packages alone. */
  private static ArchRule provableWithoutUs() {
    return ArchRuleDefinition.classes()
        .that()
        .resideInAnyPackage(ROOT + ".merkle..", ROOT + ".note..", ROOT + ".pack..", NOTES + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "com.fasterxml.jackson.core..", ROOT + ".merkle..",
            ROOT + ".note..", ROOT + ".pack..", NOTES + "..")
        .because("an offline verifier must need nothing but a JDK and a JSON parser");
  }
}
