package io.aims.platform.identity;

/** The client roles of {@code aims-api}; nobody has one by default. */
public final class Role {
  public static final String GOVERNANCE_OFFICER = "governance-officer";
  public static final String SYSTEM_OWNER = "system-owner";
  public static final String RISK_OWNER = "risk-owner";
  public static final String INCIDENT_RESPONDER = "incident-responder";
  public static final String INTERNAL_AUDITOR = "internal-auditor";
  public static final String EXTERNAL_AUDITOR = "external-auditor";
  public static final String EMPLOYEE = "employee";
  public static final String PLATFORM_ENGINEER = "platform-engineer";
  public static final String CONCERN_HANDLER = "concern-handler";
  public static final String HOOK_SENDER = "hook-sender";
  public static final String GATE_READER = "gate-reader";

  private Role() {}
}
