package io.aims.risk.soa;

/** How far an applicable control is put into practice. */
enum Implementation {
  NOT_STARTED, PLANNED, PARTIAL, IMPLEMENTED
}
