package io.aims.risk.risk;

/** The published lists whose ids a risk can name; NIST numbers its twelve by order only, {@code GAI-n} is our way to write that. */
public enum Taxonomy {
  NIST_AI_600_1, MIT_AI_RISK, OWASP_LLM_2026, OWASP_AGENTIC_2026, OWASP_ML_2023, MITRE_ATLAS, ISO_42001_ANNEX_C
}
