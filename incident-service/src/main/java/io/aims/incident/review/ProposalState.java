package io.aims.incident.review;

/** What those whom a review asked have decided. */
public enum ProposalState {
  OPEN, ACCEPTED, DECLINED
}
