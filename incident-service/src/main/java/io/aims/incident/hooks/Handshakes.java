package io.aims.incident.hooks;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.aims.incident.provider.Sns;
import io.aims.incident.signal.Reading.Handshake;
import io.aims.incident.source.SourceDirectory.Listing;
import io.smallrye.mutiny.Uni;

/**
 * Answers senders that ask whether they are expected: their topic is registered, as their delivery was found genuine.
 * A subscription is confirmed once by this process; when that fails, the sender is asked to come back.
 */
@ApplicationScoped
class Handshakes {
  private static final int REMEMBERED = 1000;
  private final Sns sns;
  private final Map<Confirmation, Uni<Void>> confirmations = new ConcurrentHashMap<>();

  Handshakes(Sns sns) {
    this.sns = sns;
  }

  private record Confirmation(UUID source, String address) {}

  Uni<Response> answer(Listing source, Handshake handshake, int status) {
    return switch (handshake.purpose()) {
      case EVENT_GRID_VALIDATION -> Uni.createFrom()
          .item(Response.status(status).type(MediaType.APPLICATION_JSON).entity(handshake.answer()).build());
      case SNS_SUBSCRIPTION -> confirm(new Confirmation(source.id(), Objects.requireNonNull(handshake.confirmUrl())))
          .emitOn(HookResource.here())
          .replaceWith(() -> Response.status(status).build());
      // to fetch its address would subscribe anew
      case SNS_UNSUBSCRIPTION -> Uni.createFrom().item(Response.status(status).build());
    };
  }

  private Uni<Void> confirm(Confirmation confirmation) {
    if (confirmations.size() >= REMEMBERED) {
      confirmations.clear();
    }
    return confirmations.computeIfAbsent(confirmation, this::fetch);
  }

  private Uni<Void> fetch(Confirmation confirmation) {
    return Uni.createFrom()
        .completionStage(() -> sns.confirm(URI.create(confirmation.address())))
        .onFailure()
        .invoke(() -> confirmations.remove(confirmation))
        .replaceWithVoid()
        .memoize()
        .indefinitely();
  }
}
