package io.aims.gateway.identity;

import jakarta.inject.Singleton;

import io.aims.gateway.problem.Unavailable;
import io.quarkus.keycloak.pep.PolicyEnforcerResolver;
import io.quarkus.keycloak.pep.runtime.KeycloakPolicyEnforcerAuthorizer;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * The policy {@code keycloak}: asks Keycloak's authorization services. The extension would ask its enforcer about every
 * request; under a name it is asked only where a permission in the configuration says so.
 */
@Singleton
class PolicyEnforcement extends KeycloakPolicyEnforcerAuthorizer {
  private final PolicyEnforcerResolver enforcers;
  private final BlockingSecurityExecutor workers;

  PolicyEnforcement(PolicyEnforcerResolver enforcers, BlockingSecurityExecutor workers) {
    this.enforcers = enforcers;
    this.workers = workers;
  }

  @Override
  public String name() {
    return "keycloak";
  }

  @Override
  public Uni<CheckResult> checkPermission(RoutingContext request, Uni<SecurityIdentity> caller,
      AuthorizationRequestContext context) {
    return caller.chain(identity -> identity.isAnonymous()
        ? CheckResult.deny()
        : connected().chain(() -> super.checkPermission(request, caller, context)));
  }

  /** The first use of the enforcer fetches from Keycloak and blocks, which the event loop must not. */
  private Uni<Long> connected() {
    return workers.executeBlocking(enforcers::getReadTimeout)
        .onFailure()
        .transform(failure -> new Unavailable("Keycloak's policies", failure));
  }
}
