package io.aims.incident.severity;

import java.time.Instant;

import io.aims.incident.signal.Severity;

/**
 * An assessment as the API shows it.
 *
 * @param decided the severity by {@code rule} of version {@code matrixVersion} of the matrix
 * @param severity the severity that counts; another one when a person has overridden the rule
 */
public record AssessmentView(HarmFacts facts, Term term, String rule, int matrixVersion, Severity decided,
    Severity severity, boolean overridden, String assessedBy, Instant assessedAt) {}
