package io.aims.audit.nonconformity;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;

/**
 * Tells the nonconformities of an incident that it has happened again, or that what seemed so was none; in the caller's
 * transaction. Each nonconformity stays in its own case.
 */
@ApplicationScoped
public class Recurrences {
  private final Nonconformities nonconformities;
  private final EventLog eventLog;

  Recurrences(Nonconformities nonconformities, EventLog eventLog) {
    this.nonconformities = nonconformities;
    this.eventLog = eventLog;
  }

  /** {@code opened} has opened a recurrence of what was those incidents. */
  public Uni<Void> of(List<UUID> earlier, ReceivedEvent opened) {
    return tell(earlier, opened, it -> it.recur(opened.aggregateId(), opened.correlationId(), opened.time()));
  }

  /** The recurrence of what was those incidents has been {@code dismissed}: it was none. */
  public Uni<Void> withdraw(List<UUID> earlier, ReceivedEvent dismissed) {
    return tell(earlier, dismissed, it -> it.withdrawRecurrence(dismissed.aggregateId(), dismissed.correlationId()));
  }

  /** The recurrence of what was those incidents goes on: if it had been dismissed, it is one again. */
  public Uni<Void> reinstate(List<UUID> earlier, ReceivedEvent reopened) {
    return tell(earlier, reopened, it -> it.reinstateRecurrence(reopened.aggregateId(), reopened.correlationId()));
  }

  private Uni<Void> tell(List<UUID> earlier, ReceivedEvent of,
      Function<Nonconformity, @Nullable NonconformityEvent> change) {
    return nonconformities.ofIncidents(earlier).chain(found -> {
      var chain = Uni.createFrom().voidItem();
      for (var nonconformity : found) {
        chain = chain.chain(() -> record(nonconformity, change.apply(nonconformity), of));
      }
      return chain;
    });
  }

  private Uni<Void> record(Nonconformity nonconformity, @Nullable NonconformityEvent event, ReceivedEvent of) {
    return event == null
        ? Uni.createFrom().voidItem()
        : eventLog.record(nonconformity, event, Cause.of("audit-service", of).inCase(nonconformity.caseId()))
            .replaceWithVoid();
  }
}
