package io.aims.gateway;

import java.util.List;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import io.aims.platform.test.ArchitectureRules;

/** The house rules that a machine can check. */
class ArchitectureTest {

  @TestFactory
  List<DynamicTest> rules() {
    var production = ArchitectureRules.production("io.aims.gateway");
    return ArchitectureRules.forService("io.aims.gateway")
        .stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(production)))
        .toList();
  }
}
