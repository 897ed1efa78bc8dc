package io.aims.incident.source;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A credential as the API shows it, never its secret.
 *
 * @param facts what it has of public things: a topic, an audience, a public key
 * @param lastUsedAt to within some seconds
 * @param retiredAt null while it lives
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CredentialView(UUID id, Instant issuedAt, Map<String, String> facts, @Nullable Instant lastUsedAt,
    @Nullable Instant retiredAt) {

  static CredentialView of(HookCredential credential) {
    return new CredentialView(credential.id(), credential.issuedAt(), credential.facts(), credential.lastUsedAt(),
        credential.retiredAt());
  }

  /**
   * The one answer that holds the secret.
   *
   * @param secret null when there is none, or when the caller has brought it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Issued(UUID id, Instant issuedAt, Map<String, String> facts, @Nullable String secret) {

    static Issued of(HookCredential credential, @Nullable String secret) {
      return new Issued(credential.id(), credential.issuedAt(), credential.facts(), secret);
    }

    @Override
    public String toString() {
      return "Issued[" + id + "]";
    }
  }
}
