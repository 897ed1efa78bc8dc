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

  /** {@code news} tells that what was those incidents has happened again, as the incident of the news. */
  public Uni<Void> of(List<UUID> earlier, ReceivedEvent news) {
    return nonconformities.ofIncidents(earlier)
        .chain(found -> tell(found, news, it -> it.recur(news.aggregateId(), news.correlationId(), news.time())));
  }

  /** {@code news} has shown whether {@code incident}, a recurrence of what was those incidents, goes on or was none. */
  public Uni<Void> reconsider(List<UUID> earlier, UUID incident, boolean goesOn, ReceivedEvent news) {
    return nonconformities.ofIncidents(earlier)
        .chain(found -> tell(found, news, it -> goesOn
            ? it.reinstateRecurrence(incident)
            : it.withdrawRecurrence(incident, news.actor())));
  }

  private Uni<Void> tell(List<Nonconformity> found, ReceivedEvent of,
      Function<Nonconformity, @Nullable NonconformityEvent> change) {
    var chain = Uni.createFrom().voidItem();
    for (var nonconformity : found) {
      chain = chain.chain(() -> record(nonconformity, change.apply(nonconformity), of));
    }
    return chain;
  }

  private Uni<Void> record(Nonconformity nonconformity, @Nullable NonconformityEvent event, ReceivedEvent of) {
    return event == null
        ? Uni.createFrom().voidItem()
        : eventLog.record(nonconformity, event, Cause.of("audit-service", of).inCase(nonconformity.caseId()))
            .replaceWithVoid();
  }
}
