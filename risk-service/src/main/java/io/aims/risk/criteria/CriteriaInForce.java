package io.aims.risk.criteria;

/** Criteria together with the revision that a score is bound to. */
public record CriteriaInForce(int revision, Criteria content) {}
