package io.aims.gateway.identity;

import java.util.UUID;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;

import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;

/**
 * Whose requests are counted together.
 *
 * @param organisation id of the one organisation the token is bound to
 * @param client the client that got the token ({@code azp})
 */
public record Caller(UUID organisation, String client) {
  private static final String ATTRIBUTE = Caller.class.getName();

  /** The caller that {@code token} names; null unless it is bound to exactly one organisation. */
  static @Nullable Caller of(JsonWebToken token) {
    var organisation = organisation(token.getClaim("org_id"));
    var client = token.<Object>getClaim("azp");
    return organisation == null ? null : new Caller(organisation, client == null ? token.getSubject() : text(client));
  }

  static @Nullable Caller of(SecurityIdentity identity) {
    return identity.getAttribute(ATTRIBUTE);
  }

  /** The verified caller of {@code request}; null when it came without a token. */
  public static @Nullable Caller of(RoutingContext request) {
    return request.user() instanceof QuarkusHttpUser user ? of(user.getSecurityIdentity()) : null;
  }

  static String attribute() {
    return ATTRIBUTE;
  }

  /** People carry their memberships, {@code {"acme":{"id":"…"}}}; machine clients carry the bare id. */
  static @Nullable UUID organisation(@Nullable Object claim) {
    try {
      return switch (claim) {
        case JsonObject memberships when memberships.size() == 1 ->
          UUID.fromString(memberships.values().iterator().next().asJsonObject().getString("id"));
        case JsonString id -> UUID.fromString(id.getString());
        case String id -> UUID.fromString(id);
        case null, default -> null;
      };
    } catch (IllegalArgumentException | ClassCastException | NullPointerException malformed) {
      return null;
    }
  }

  private static String text(Object claim) {
    return claim instanceof JsonString json ? json.getString() : claim.toString();
  }
}
