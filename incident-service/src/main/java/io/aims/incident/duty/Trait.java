package io.aims.incident.duty;

/** What else about an incident decides who has to be told. */
public enum Trait {
  /** GDPR Art. 4(12). */
  PERSONAL_DATA_BREACH,
  /** GDPR Art. 33(1): a breach that is unlikely to be a risk to people needs no notification. */
  RISK_TO_PERSONS_UNLIKELY,
  /** NIS2 Art. 23(3). */
  SIGNIFICANT_IMPACT_ON_SERVICE,
  /** Serious breach of the cybersecurity of a model or its weights (code of practice). */
  SERIOUS_CYBERSECURITY_BREACH,
  /** EU AI Act Art. 26(5): the deployer then takes the provider's place. */
  PROVIDER_UNREACHABLE,
  /** EU AI Act Art. 73(9) and (10): only infringements of fundamental rights are reported under the Act then. */
  EQUIVALENT_UNION_REPORTING,
  /** EU AI Act Art. 75(1a): the AI Office supervises the system, and is told instead of a national authority. */
  AI_OFFICE_COMPETENT
}
