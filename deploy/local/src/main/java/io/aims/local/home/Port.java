package io.aims.local.home;

/** A port of the stack with its default; the environment variable {@code AIMS_PORT_<name>} changes it. */
public enum Port {
  GATEWAY(8080, true), KEYCLOAK(8180, false), POSTGRES(5440, false), KAFKA(9392, false), KAFKA_CONTROLLER(9393,
      false), INVENTORY(8081, true), RISK(8082, true), INCIDENT(8083, true), AUDIT(8084, true), MAIL(1025,
          false);

  /** A service shows its health and metrics this far above its HTTP port. */
  static final int MANAGEMENT_OFFSET = 1000;

  final int standard;
  final boolean hasManagement;

  Port(int standard, boolean hasManagement) {
    this.standard = standard;
    this.hasManagement = hasManagement;
  }

  /** The environment variable that changes this port. */
  public String variable() {
    return "AIMS_PORT_" + name();
  }
}
