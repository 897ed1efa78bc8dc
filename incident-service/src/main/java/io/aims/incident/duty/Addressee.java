package io.aims.incident.duty;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who has to be told. */
@Schema(name = "DutyAddressee")
public enum Addressee {
  MARKET_SURVEILLANCE_AUTHORITY, AI_OFFICE, DATA_PROTECTION_AUTHORITY, CSIRT, NATIONAL_AUTHORITY, PROVIDER, CONTROLLER, CUSTOMER
}
