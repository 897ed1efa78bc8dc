package io.aims.risk.assessment;

import java.util.List;
import java.util.Map;

import io.aims.risk.risk.RiskStatement;

/**
 * A risk that a rule sees in a system, and why.
 *
 * @param rule id of the rule
 * @param reason why the rule says so
 * @param matched the properties of the system that met the rule's conditions, with the values that did
 */
record Proposal(String rule, RiskStatement statement, String reason, Map<String, List<String>> matched) {}
