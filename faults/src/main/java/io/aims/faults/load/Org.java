package io.aims.faults.load;

import java.util.UUID;

/** The two organisations that share the installation. */
public enum Org {
  ACME("a1000000-0000-4000-8000-000000000001"), GLOBEX("b2000000-0000-4000-8000-000000000001");

  private final UUID tenant;

  Org(String tenant) {
    this.tenant = UUID.fromString(tenant);
  }

  public UUID tenant() {
    return tenant;
  }

  public String alias() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
