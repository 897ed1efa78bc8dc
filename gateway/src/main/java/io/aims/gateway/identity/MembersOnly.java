package io.aims.gateway.identity;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Applies to every request: who brings a token belongs to exactly one organisation and holds a role of the API, since
 * nobody has one by default. What the roles allow is decided by the services.
 */
@ApplicationScoped
class MembersOnly implements HttpSecurityPolicy {

  @Override
  public Uni<CheckResult> checkPermission(RoutingContext request, Uni<SecurityIdentity> caller,
      AuthorizationRequestContext context) {
    return caller.map(identity -> identity.isAnonymous() || isMember(identity) ? CheckResult.PERMIT : CheckResult.DENY);
  }

  private static boolean isMember(SecurityIdentity identity) {
    return Caller.of(identity) != null && !identity.getRoles().isEmpty();
  }
}
