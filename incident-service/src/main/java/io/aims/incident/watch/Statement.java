package io.aims.incident.watch;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.SignalStatus;

/** What a monitor says of a signal, once. */
public record Statement(SignalStatus status, @Nullable Instant startsAt, @Nullable Instant endsAt, Instant receivedAt,
    UUID deliveryId) {

  boolean firing() {
    return status == SignalStatus.FIRING;
  }
}
