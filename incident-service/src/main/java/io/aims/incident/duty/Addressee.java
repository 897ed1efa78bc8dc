package io.aims.incident.duty;

/** Who has to be told. */
public enum Addressee {
  MARKET_SURVEILLANCE_AUTHORITY, AI_OFFICE, DATA_PROTECTION_AUTHORITY, CSIRT, NATIONAL_AUTHORITY, PROVIDER, CONTROLLER,
  CUSTOMER
}
