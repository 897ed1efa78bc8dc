package io.aims.audit.nonconformity;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;

/** Tells the nonconformities of an incident that it has happened again; in the caller's transaction. */
@ApplicationScoped
public class Recurrences {
  private final Nonconformities nonconformities;
  private final EventLog eventLog;

  Recurrences(Nonconformities nonconformities, EventLog eventLog) {
    this.nonconformities = nonconformities;
    this.eventLog = eventLog;
  }

  /** {@code opened} has opened a recurrence of what was those incidents; each nonconformity stays in its own case. */
  public Uni<Void> of(List<UUID> earlier, ReceivedEvent opened) {
    return nonconformities.ofIncidents(earlier).chain(found -> {
      var chain = Uni.createFrom().voidItem();
      for (var nonconformity : found) {
        chain = chain.chain(() -> tell(nonconformity, opened)).replaceWithVoid();
      }
      return chain;
    });
  }

  private Uni<Nonconformity> tell(Nonconformity nonconformity, ReceivedEvent opened) {
    var event = nonconformity.recur(opened.aggregateId(), opened.correlationId(), opened.time());
    var cause = Cause.of("audit-service", opened).inCase(nonconformity.caseId());
    return eventLog.record(nonconformity, event, cause);
  }
}
