package io.aims.incident.delivery;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.Profile;

/**
 * One request of a monitor, as it is to be kept.
 *
 * @param systemId what its source is bound to as it comes; null when that is shared
 * @param senderKey the sender's own id of the delivery; the same one again is the same delivery
 * @param headers those of interest, by lower-case name
 * @param body the bytes as they are kept
 * @param quarantine why nobody can read it yet, so that it waits for a person; null when it waits for its effects
 */
public record NewDelivery(UUID id, UUID sourceId, @Nullable UUID systemId, Profile profile, @Nullable String senderKey,
    Instant receivedAt, Map<String, String> headers, byte[] body, @Nullable String quarantine) {

  byte[] sha256() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
