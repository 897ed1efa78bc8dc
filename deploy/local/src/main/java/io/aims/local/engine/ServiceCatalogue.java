package io.aims.local.engine;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.aims.local.home.Port;

/** The services of the product, in the order in which people read them. */
public enum ServiceCatalogue {
  INVENTORY("inventory-service", "inventory", Port.INVENTORY, "AI systems, what we have"), RISK("risk-service", "risk",
      Port.RISK, "risks and the statement of applicability"), INCIDENT("incident-service", "incident", Port.INCIDENT,
          "hooks and incidents"), AUDIT("audit-service", "audit", Port.AUDIT,
              "nonconformities, ledger, evidence packs"), GATEWAY("gateway", null, Port.GATEWAY, "the one door: /v1/…");

  private final String module;
  private final @Nullable String context;
  private final Port port;
  private final String purpose;

  ServiceCatalogue(String module, @Nullable String context, Port port, String purpose) {
    this.module = module;
    this.context = context;
    this.port = port;
    this.purpose = purpose;
  }

  /** Module in the source tree and name of the component. */
  public String module() {
    return module;
  }

  /** The context whose database the service owns; none for the gateway. */
  Optional<String> context() {
    return Optional.ofNullable(context);
  }

  public Port port() {
    return port;
  }

  public String purpose() {
    return purpose;
  }

  static List<String> contexts() {
    return List.of(values()).stream().flatMap(service -> service.context().stream()).toList();
  }
}
