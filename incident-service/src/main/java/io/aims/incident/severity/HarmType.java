package io.aims.incident.severity;

/** Whom or what a harm hits. */
public enum HarmType {
  PHYSICAL, PSYCHOLOGICAL, ECONOMIC, REPUTATIONAL, RIGHTS, PROPERTY, ENVIRONMENT, PUBLIC_INTEREST, INFRASTRUCTURE
}
