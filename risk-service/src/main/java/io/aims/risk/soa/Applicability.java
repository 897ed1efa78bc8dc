package io.aims.risk.soa;

/** Whether a control applies to the organisation. */
enum Applicability {
  UNDECIDED, APPLICABLE, EXCLUDED
}
