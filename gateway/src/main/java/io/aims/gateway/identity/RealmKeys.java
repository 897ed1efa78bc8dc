package io.aims.gateway.identity;

import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

import io.quarkus.oidc.runtime.TenantConfigBean;

/**
 * Ready means: the realm's keys have been loaded, so that tokens can be verified. Neither a realm that is away later on nor
 * a service that is down takes the gateway out: it still serves the rest, and says 503 for what it can't.
 *
 * <p>A gateway that came up before its realm gets no request that would make it try again, so asking for readiness does.
 */
@Default
@Readiness
@ApplicationScoped
class RealmKeys implements HealthCheck {
  private static final Logger LOG = Logger.getLogger(RealmKeys.class);
  private final TenantConfigBean realms;
  private final AtomicBoolean trying = new AtomicBoolean();

  RealmKeys(TenantConfigBean realms) {
    this.realms = realms;
  }

  boolean loaded() {
    return realms.getDefaultTenant().ready();
  }

  @Override
  public HealthCheckResponse call() {
    if (!loaded() && trying.compareAndSet(false, true)) {
      realms.getDefaultTenant()
          .initialize()
          .onTermination()
          .invoke(() -> trying.set(false))
          .subscribe()
          .with(realm -> LOG.debug("The realm answers"),
              failure -> LOG.debugf("The realm does not answer: %s", failure.getMessage()));
    }
    return HealthCheckResponse.named("realm keys loaded").status(loaded()).build();
  }
}
