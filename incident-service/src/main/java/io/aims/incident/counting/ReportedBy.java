package io.aims.incident.counting;

/** Who has told of an incident of which no monitor has: as coarse as the law's roles, and never a name. */
public enum ReportedBy {
  STAFF, AFFECTED_PERSON, USER, CUSTOMER, DEPLOYER, PROVIDER, IMPORTER, DISTRIBUTOR, SUPPLIER, AUTHORITY, PUBLIC,
  /** Whoever has answered the questions of a monitoring plan. */
  MONITORING_ROUND
}
