package io.aims.platform.stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Takes a service whose database is older than what it has published out of traffic, until an operator has decided; says
 * as well why nothing is relayed while the two can't be compared.
 */
@Readiness
@ApplicationScoped
class ContinuityReadiness implements HealthCheck {
  private final Continuity continuity;

  ContinuityReadiness(Continuity continuity) {
    this.continuity = continuity;
  }

  @Override
  public HealthCheckResponse call() {
    var why = continuity.broken();
    var unknown = continuity.unknown();
    var answer = HealthCheckResponse.named("streams").status(why == null);
    if (why != null) {
      answer.withData("reason", why);
    }
    if (unknown != null) {
      answer.withData("relay", unknown);
    }
    return answer.build();
  }
}
