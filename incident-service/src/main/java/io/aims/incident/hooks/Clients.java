package io.aims.incident.hooks;

import static io.aims.platform.identity.Role.HOOK_SENDER;

import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.authenticity.Doubt;
import io.aims.incident.hooks.Admission.Admitted;
import io.aims.incident.hooks.Admission.TurnedAway;
import io.aims.incident.signal.answer.Outcome;
import io.aims.incident.source.SourceDirectory.Listing;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.refusal.Refusal;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Admits senders that sign in as a client of our identity provider. Tokens are looked at for their sources only: what
 * others carry in {@code Authorization} is no business of the realm.
 */
@ApplicationScoped
class Clients {
  private final IdentityProviderManager providers;
  private final CurrentIdentityAssociation association;
  private final CurrentCaller current;

  Clients(IdentityProviderManager providers, CurrentIdentityAssociation association, CurrentCaller current) {
    this.providers = providers;
    this.association = association;
    this.current = current;
  }

  Uni<Admission> admit(Listing source, RoutingContext request) {
    return QuarkusHttpUser.getSecurityIdentity(request, providers)
        .map(identity -> identity.isAnonymous()
            ? unauthentic(Doubt.TOKEN_MISSING)
            : judge(source, identity))
        .onFailure(AuthenticationFailedException.class)
        .recoverWithItem(unauthentic(Doubt.TOKEN_INVALID));
  }

  private Admission judge(Listing source, SecurityIdentity identity) {
    association.setIdentity(identity);
    var caller = current.get();
    if (!caller.tenant().equals(source.tenant())) {
      throw new Refusal.NotFound(HookResource.SOURCE);
    }
    if (!caller.has(HOOK_SENDER) || !caller.machine() || !Objects.equals(caller.clientId(), source.senderClientId())) {
      return new TurnedAway(Outcome.FORBIDDEN, Doubt.SENDER_WRONG.name());
    }
    return new Admitted(null, null);
  }

  private static Admission unauthentic(Doubt doubt) {
    return new TurnedAway(Outcome.UNAUTHENTIC, doubt.name());
  }
}
