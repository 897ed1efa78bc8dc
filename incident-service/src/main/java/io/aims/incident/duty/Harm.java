package io.aims.incident.duty;

/** What makes an incident a serious one (EU AI Act Art. 3(49), letters a to d). */
public enum Harm {
  DEATH, SERIOUS_HARM_TO_HEALTH, CRITICAL_INFRASTRUCTURE, FUNDAMENTAL_RIGHTS, PROPERTY, ENVIRONMENT
}
