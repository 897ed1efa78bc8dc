package io.aims.gateway.routing;

/** The services behind the gateway. */
public enum Service {
  INVENTORY, RISK, INCIDENT, AUDIT
}
