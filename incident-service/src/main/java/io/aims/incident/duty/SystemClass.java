package io.aims.incident.duty;

/** The class of an AI system or model under the EU AI Act; a system can have several. */
public enum SystemClass {
  PROHIBITED, HIGH_RISK_PRODUCT, HIGH_RISK_ANNEX_III, ANNEX_III_EXCEPTION, TRANSPARENCY, MINIMAL, GPAI, GPAI_SYSTEMIC, OUT_OF_SCOPE
}
