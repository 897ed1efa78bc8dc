package io.aims.gateway.identity;

import java.time.Instant;
import java.util.Set;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

import io.aims.gateway.problem.Problem;
import io.aims.gateway.problem.Unavailable;
import io.aims.gateway.routing.Route;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * The one way to authenticate: a bearer token in the Authorization header, verified by quarkus-oidc, remembered for a
 * while, refused with a problem that says nothing about the token.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class BearerTokens implements HttpAuthenticationMechanism {
  private static final String SCHEME = "Bearer ";

  private final VerifiedTokens verified;
  private final RealmKeys keys;

  BearerTokens(VerifiedTokens verified, RealmKeys keys) {
    this.verified = verified;
    this.keys = keys;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager identities) {
    var token = token(request);
    if (token == null) {
      return Uni.createFrom().nullItem();
    }
    var known = verified.get(token);
    return known == null ? verify(token, request, identities) : Uni.createFrom().item(known);
  }

  /** Senders of hooks may carry secrets and other issuers' tokens, which are no business of the realm; its own always are. */
  private @Nullable String token(RoutingContext request) {
    var header = request.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    var token = header.substring(SCHEME.length()).strip();
    var route = Route.of(request);
    return route != null && route.isHooks() && !keys.mayHaveIssued(token) ? null : token;
  }

  private Uni<SecurityIdentity> verify(String token, RoutingContext request, IdentityProviderManager identities) {
    if (!keys.loaded()) {
      return Uni.createFrom().failure(new Unavailable("The realm's keys are not loaded yet"));
    }
    var asked = new TokenAuthenticationRequest(new AccessTokenCredential(token));
    return identities.authenticate(HttpSecurityUtils.setRoutingContextAttribute(asked, request))
        .map(identity -> {
          var jwt = (JsonWebToken) identity.getPrincipal();
          var lean = lean(identity, jwt, token);
          verified.put(token, lean, Instant.ofEpochSecond(jwt.getExpirationTime()));
          return lean;
        });
  }

  /** Drops what belongs to one request, so that the identity can serve others. */
  private static SecurityIdentity lean(SecurityIdentity identity, JsonWebToken jwt, String token) {
    var lean = QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(jwt.getSubject()))
        .addRoles(identity.getRoles())
        .addCredential(new AccessTokenCredential(token));
    var caller = Caller.of(jwt);
    return (caller == null ? lean : lean.addAttribute(Caller.attribute(), caller)).build();
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext request) {
    return Uni.createFrom().item(new ChallengeData(401, HttpHeaderNames.WWW_AUTHENTICATE, "Bearer"));
  }

  @Override
  public Uni<Boolean> sendChallenge(RoutingContext request) {
    Problem.unauthenticated().send(request);
    return Uni.createFrom().item(true);
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of(TokenAuthenticationRequest.class);
  }
}
