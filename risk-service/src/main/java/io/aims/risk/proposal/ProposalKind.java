package io.aims.risk.proposal;

/** What a review asks for: a risk that was not seen or was seen as too small, or a control that is missing or too weak. */
public enum ProposalKind {
  RISK, CONTROL
}
