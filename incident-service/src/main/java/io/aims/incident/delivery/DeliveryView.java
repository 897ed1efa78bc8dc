package io.aims.incident.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.signal.Profile;

/** A delivery with what the monitor sent; {@code body} is its text, {@code sha256} that of the exact bytes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeliveryView(UUID id, UUID sourceId, UUID systemId, Profile profile, @Nullable String senderKey,
    Instant receivedAt, Delivery.State state, int attempts, @Nullable Integer signals, @Nullable String cause,
    @Nullable Instant processedAt, int size, String sha256, Map<String, String> headers, String body) {

  static DeliveryView of(Delivery d) {
    return new DeliveryView(d.id(), d.sourceId(), d.systemId(), d.profile(), d.senderKey(), d.receivedAt(), d.state(),
        d.attempts(), d.signals(), d.cause(), d.processedAt(), d.size(), HexFormat.of().formatHex(d.sha256()),
        d.headers(), new String(d.body(), StandardCharsets.UTF_8));
  }

  /** A delivery in a list: without what was sent. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Summary(UUID id, UUID sourceId, Instant receivedAt, Delivery.State state, int attempts,
      @Nullable Integer signals, @Nullable String cause, @Nullable Instant processedAt, int size) {}
}
