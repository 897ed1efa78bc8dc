package io.aims.audit.nonconformity;

/** How much a nonconformity weighs: a major one puts the intended result of the management system in doubt. */
public enum Grade {
  MAJOR, MINOR
}
