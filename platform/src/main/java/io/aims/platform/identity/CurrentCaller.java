package io.aims.platform.identity;

import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;

import org.eclipse.microprofile.jwt.JsonWebToken;

import io.aims.platform.refusal.Refusal;
import io.quarkus.security.identity.SecurityIdentity;

/**
 * Reads the caller from the verified token of this request.
 *
 * <p>Only a person's token carries memberships ({@code org_id} as an object, from the realm's organisations); whatever
 * carries the bare id, from a fixed mapper, is a machine and stays one whatever else it claims.
 */
@RequestScoped
public class CurrentCaller {
  @Inject
  SecurityIdentity identity;

  /** The caller; refuses a token that is not bound to exactly one organisation. */
  public Caller get() {
    if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
      throw new Refusal.Forbidden("A token of the aims realm is needed.");
    }
    var clientId = token.<Object>getClaim("azp");
    var machine = !(token.<Object>getClaim("org_id") instanceof JsonObject);
    return new Caller(organisation(token.getClaim("org_id")), token.getSubject(),
        clientId == null ? null : text(clientId), machine, Set.copyOf(identity.getRoles()));
  }

  /** The short name of the person's organisation; only a person's token says it, so it can't be claimed. */
  public String organisationAlias() {
    if (identity.getPrincipal() instanceof JsonWebToken token
        && token.<Object>getClaim("org_id") instanceof JsonObject memberships
        && memberships.size() == 1) {
      return memberships.keySet().iterator().next();
    }
    throw new Refusal.Forbidden("The token names no organisation.");
  }

  /** Keycloak gives people {@code {"acme":{"id":"…"}}}, machine clients carry the bare id. */
  static UUID organisation(Object claim) {
    try {
      if (claim instanceof JsonObject memberships && memberships.size() == 1) {
        return UUID.fromString(memberships.values().iterator().next().asJsonObject().getString("id"));
      }
      if (claim instanceof JsonString || claim instanceof String) {
        return UUID.fromString(text(claim));
      }
    } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
      throw new Refusal.Forbidden("The token names no organisation.");
    }
    throw new Refusal.Forbidden("The token has to be bound to exactly one organisation.");
  }

  private static String text(Object claim) {
    return claim instanceof JsonString json ? json.getString() : claim.toString();
  }
}
