package io.aims.incident.severity;

import io.aims.incident.signal.Severity;

/** A severity with the rule that decided it, and the version of the matrix in which that rule stands. */
public record Verdict(Severity severity, Term term, Reach reach, String rule, int matrixVersion) {}
