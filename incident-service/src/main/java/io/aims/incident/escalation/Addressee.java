package io.aims.incident.escalation;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who is told. Which person that is, the organisation's own directory knows. */
@Schema(name = "EscalationAddressee")
public enum Addressee {
  ON_CALL, INCIDENT_RESPONDERS, SYSTEM_OWNER, GOVERNANCE_OFFICER, EXECUTIVE
}
