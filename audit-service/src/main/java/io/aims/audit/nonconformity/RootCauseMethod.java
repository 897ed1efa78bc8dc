package io.aims.audit.nonconformity;

/** By which method a cause was found. */
public enum RootCauseMethod {
  FIVE_WHYS, FISHBONE, FAULT_TREE, OTHER
}
