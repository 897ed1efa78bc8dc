package io.aims.audit.nonconformity;

/** What brought a nonconformity to light. */
enum OriginKind {
  INCIDENT, AUDIT, KPI, COMPLAINT
}
