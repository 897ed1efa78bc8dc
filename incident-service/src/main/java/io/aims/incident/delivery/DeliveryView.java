package io.aims.incident.delivery;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.signal.Profile;

/**
 * A delivery with what the monitor sent.
 *
 * @param systemId what its source was bound to when it came; absent when that was shared
 * @param sha256 of the bytes as they are kept
 * @param body its text, credentials blanked; null after it was forgotten
 * @param rawDroppedAt when it was forgotten
 * @param redactedBy who has had it forgotten before its time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeliveryView(UUID id, UUID sourceId, @Nullable UUID systemId, Profile profile, @Nullable String senderKey,
    Instant receivedAt, Delivery.State state, int attempts, @Nullable Integer signals, @Nullable String cause,
    @Nullable Instant processedAt, int size, String sha256, Map<String, String> headers,
    @Nullable String body, @Nullable Instant rawDroppedAt, @Nullable Instant replayedAt, @Nullable String replayedBy,
    @Nullable String replayReason, @Nullable String redactedBy, @Nullable String redactionReason) {

  static DeliveryView of(Delivery d) {
    return new DeliveryView(d.id(), d.sourceId(), d.systemId(), d.profile(), d.senderKey(), d.receivedAt(), d.state(),
        d.attempts(), d.signals(), d.cause(), d.processedAt(), d.size(), HexFormat.of().formatHex(d.sha256()),
        d.headers(), d.rawDroppedAt() == null ? Blanked.text(d.profile(), d.body()) : null, d.rawDroppedAt(),
        d.replayedAt(), d.replayedBy(), d.replayReason(), d.redactedBy(), d.redactionReason());
  }

  /** A delivery in a list: without what was sent. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Summary(UUID id, UUID sourceId, Instant receivedAt, Delivery.State state, int attempts,
      @Nullable Integer signals, @Nullable String cause, @Nullable Instant processedAt, int size) {}
}
