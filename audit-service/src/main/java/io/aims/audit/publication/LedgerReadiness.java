package io.aims.audit.publication;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Keeps a service out of traffic until the ledgers have been compared with what was published. An unsound one is told in the
 * data of the check and refused to its own organisation; the others are served.
 */
@Readiness
@ApplicationScoped
class LedgerReadiness implements HealthCheck {
  private final Standing standing;

  LedgerReadiness(Standing standing) {
    this.standing = standing;
  }

  @Override
  public HealthCheckResponse call() {
    var answer = HealthCheckResponse.named("ledger").status(standing.ready());
    standing.reasons().forEach((tenant, why) -> answer.withData(tenant.toString(), why));
    return answer.build();
  }
}
