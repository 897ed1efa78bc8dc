package io.aims.incident.source;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.authenticity.Authentication;
import io.aims.incident.authenticity.Ed25519Key;
import io.aims.incident.authenticity.EventGridAccess;
import io.aims.incident.authenticity.GoogleToken;
import io.aims.incident.authenticity.GrafanaSignature;
import io.aims.incident.authenticity.Keys;
import io.aims.incident.authenticity.LangfuseSignature;
import io.aims.incident.authenticity.MlflowSignature;
import io.aims.incident.authenticity.RoutingKey;
import io.aims.incident.authenticity.Scheme;
import io.aims.incident.authenticity.SecretHeader;
import io.aims.incident.authenticity.SnsSignature;
import io.aims.incident.authenticity.StandardWebhooks;
import io.aims.incident.provider.Sns;
import io.aims.incident.provider.Tokens;
import io.aims.incident.vault.SecretBox;

/** Makes of a kept credential what verifies deliveries by it. */
@ApplicationScoped
class Schemes {
  private final SecretBox box;
  private final Sns sns;
  private final Tokens tokens;

  Schemes(SecretBox box, Sns sns, Tokens tokens) {
    this.box = box;
    this.sns = sns;
    this.tokens = tokens;
  }

  /** Null when the secret can't be opened here, for its key is missing. */
  @Nullable
  Scheme of(HookSource source, HookCredential credential) {
    var sealed = credential.secret();
    if (sealed == null) {
      return open(source, credential.facts());
    }
    return box.open(sealed, credential.id().toString())
        .map(secret -> secret(source, secret))
        .orElse(null);
  }

  private Scheme secret(HookSource source, String secret) {
    return switch (source.authentication()) {
      case GRAFANA_HMAC -> new GrafanaSignature(Keys.raw(secret), GrafanaSignature.TIMESTAMP);
      case MLFLOW_HMAC -> new MlflowSignature(Keys.raw(secret));
      case LANGFUSE_HMAC -> new LangfuseSignature(Keys.raw(secret));
      case STANDARD_WEBHOOKS -> new StandardWebhooks(Keys.standard(secret), List.of());
      case SECRET_HEADER -> SecretHeader.of(source.profile(), Keys.raw(secret));
      case ROUTING_KEY -> new RoutingKey(Keys.raw(secret));
      case CLIENT_CREDENTIALS, SNS_CERTIFICATE, GOOGLE_TOKEN, EVENT_GRID_TOPIC -> throw noSuch(source.authentication());
    };
  }

  private Scheme open(HookSource source, Map<String, String> facts) {
    return switch (source.authentication()) {
      case STANDARD_WEBHOOKS -> new StandardWebhooks(null,
          List.of(Ed25519Key.of(fact(facts, CredentialPolicy.PUBLIC_KEY))));
      case SNS_CERTIFICATE -> new SnsSignature(source.tenant(), Set.of(fact(facts, CredentialPolicy.TOPIC)),
          sns.certificates());
      case GOOGLE_TOKEN -> new GoogleToken(tokens.google(), fact(facts, CredentialPolicy.AUDIENCE),
          fact(facts, CredentialPolicy.SERVICE_ACCOUNT));
      case EVENT_GRID_TOPIC -> new EventGridAccess(Set.of(fact(facts, CredentialPolicy.TOPIC)),
          tokens.eventGrid(fact(facts, CredentialPolicy.ENTRA_DIRECTORY),
              fact(facts, CredentialPolicy.ENTRA_AUDIENCE)));
      case CLIENT_CREDENTIALS, GRAFANA_HMAC, MLFLOW_HMAC, LANGFUSE_HMAC, SECRET_HEADER, ROUTING_KEY ->
        throw noSuch(source.authentication());
    };
  }

  private static String fact(Map<String, String> facts, String name) {
    return Objects.requireNonNull(facts.get(name), name);
  }

  private static IllegalStateException noSuch(Authentication way) {
    return new IllegalStateException("No credential of this form for " + way);
  }
}
