package io.aims.risk.proposal;

/** What a review proposes: a risk that was not seen, or seen as too small; a control that is missing, or too weak. */
public enum ProposalKind {
  RISK, CONTROL
}
