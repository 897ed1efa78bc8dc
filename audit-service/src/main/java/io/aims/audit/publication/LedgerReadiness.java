package io.aims.audit.publication;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Takes a service whose database was rolled back out of traffic: everything it would record from now on would have to be
 * thrown away when the right backup is restored.
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
