package io.aims.gateway.identity;

import java.util.Base64;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkus.oidc.runtime.TenantConfigBean;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/**
 * Ready means: the realm's keys have been loaded, so that tokens can be verified. Neither a realm that is away later on nor
 * a service that is down takes the gateway out: it still serves the rest, and says 503 for what it can't.
 *
 * <p>A gateway that came up before its realm is asked for neither, so both asking for readiness and bringing a token make it
 * try again, without waiting for the outcome.
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

  /** Whether tokens can be verified; tries to change that when they can't. */
  boolean loaded() {
    var realm = realms.getDefaultTenant();
    if (!realm.ready() && trying.compareAndSet(false, true)) {
      realm.initialize()
          .onTermination()
          .invoke(() -> trying.set(false))
          .subscribe()
          .with(loaded -> LOG.debug("The realm answers"),
              failure -> LOG.debugf("The realm does not answer: %s", failure.getMessage()));
    }
    return realm.ready();
  }

  /** Whether {@code token} says that it is the realm's, or can't be told from such as long as the realm is unknown. */
  boolean mayHaveIssued(String token) {
    var parts = token.split("\\.", -1);
    return parts.length == 3
        && (!loaded() || realms.getDefaultTenant().getOidcMetadata().getIssuer().equals(issuer(parts[1])));
  }

  private static @Nullable String issuer(String claims) {
    try {
      return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(claims))).getString("iss");
    } catch (IllegalArgumentException | DecodeException | ClassCastException e) {
      return null;
    }
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("realm keys loaded").status(loaded()).build();
  }
}
