package io.aims.inventory.system;

/** The kinds of place a system can run at. */
enum BindingKind {
  KUBERNETES_WORKLOAD, ENDPOINT, REGISTERED_MODEL
}
