package io.aims.incident.escalation;

/** Who is told. Which person that is, the organisation's own directory knows. */
public enum Addressee {
  ON_CALL, INCIDENT_RESPONDERS, SYSTEM_OWNER, GOVERNANCE_OFFICER, EXECUTIVE
}
