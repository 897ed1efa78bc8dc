package io.aims.incident;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;

import io.aims.platform.test.ArchitectureRules;

class ArchitectureTest {
  private static final String ROOT = "io.aims.incident";
  private static final JavaClasses CLASSES = ArchitectureRules.production(ROOT);

  @ParameterizedTest
  @MethodSource
  void house_rules_hold(ArchRule rule) {
    rule.check(CLASSES);
  }

  static Stream<ArchRule> house_rules_hold() {
    return ArchitectureRules.forService(ROOT).stream();
  }
}
