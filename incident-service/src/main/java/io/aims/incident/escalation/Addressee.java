package io.aims.incident.escalation;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who is told: a rota, the inventory or the policy says which people that are. */
@Schema(name = "EscalationAddressee")
public enum Addressee {
  ON_CALL, INCIDENT_RESPONDERS, SYSTEM_OWNER, GOVERNANCE_OFFICER, EXECUTIVE
}
