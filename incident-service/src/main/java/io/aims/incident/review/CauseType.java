package io.aims.incident.review;

/** Where a contributing cause lies. */
public enum CauseType {
  DATA, MODEL, SOFTWARE, INFRASTRUCTURE, HUMAN_OVERSIGHT, PROCESS, SUPPLIER, USE, ATTACK, ENVIRONMENT, OTHER
}
