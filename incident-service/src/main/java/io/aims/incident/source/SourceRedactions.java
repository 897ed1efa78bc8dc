package io.aims.incident.source;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.smallrye.mutiny.Uni;

/** Takes down in a source's history that something it has sent was forgotten before its time. */
@ApplicationScoped
public class SourceRedactions {
  private final HookSources sources;
  private final EventLog eventLog;

  SourceRedactions(HookSources sources, EventLog eventLog) {
    this.sources = sources;
    this.eventLog = eventLog;
  }

  /** In the caller's transaction. */
  public Uni<Void> redacted(UUID sourceId, UUID deliveryId, String sha256, Cause cause) {
    return sources.hold(sourceId)
        .chain(source -> eventLog.record(source, new HookSourceEvent.DeliveryRedacted(deliveryId, sha256), cause))
        .replaceWithVoid();
  }
}
