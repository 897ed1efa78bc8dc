package io.aims.incident.source;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.aims.incident.vault.SealedSecret;
import io.aims.platform.refusal.Refusal;

/** One thing by which a source's sender shows who it is; part of its {@link HookSource}, which counts the changes. */
@Entity
class HookCredential {
  @Id
  private UUID id;
  private UUID tenant;
  private UUID sourceId;
  private Instant issuedAt;
  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, String> facts;
  private @Nullable String sealKey;
  private byte @Nullable [] sealed;
  private @Nullable Instant lastUsedAt;
  private @Nullable Instant retiredAt;

  protected HookCredential() {}

  HookCredential(UUID id, HookSource source, Map<String, String> facts, @Nullable SealedSecret secret, Instant now) {
    this.id = id;
    this.tenant = source.tenant();
    this.sourceId = source.id();
    this.issuedAt = now;
    this.facts = facts;
    this.sealKey = secret == null ? null : secret.key();
    this.sealed = secret == null ? null : secret.bytes();
  }

  /** The secret goes with it: what is retired can't be taken up again. */
  void retire(Instant now) {
    if (!live()) {
      throw new Refusal.NotAllowedNow("retirement", "RETIRED", Set.of());
    }
    retiredAt = now;
    sealKey = null;
    sealed = null;
  }

  boolean live() {
    return retiredAt == null;
  }

  UUID id() {
    return id;
  }

  Instant issuedAt() {
    return issuedAt;
  }

  /** What anybody may know of it: a topic, an address, a public key. */
  Map<String, String> facts() {
    return facts;
  }

  /** Null when it holds no secret, or none any more. */
  @Nullable
  SealedSecret secret() {
    return sealKey == null || sealed == null ? null : new SealedSecret(sealKey, sealed);
  }

  @Nullable
  Instant lastUsedAt() {
    return lastUsedAt;
  }

  @Nullable
  Instant retiredAt() {
    return retiredAt;
  }
}
