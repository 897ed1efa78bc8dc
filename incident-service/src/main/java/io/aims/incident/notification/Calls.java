package io.aims.incident.notification;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.tenancy.Sql;
import io.aims.platform.time.Ids;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;

/** Takes down who has to be told what, in the transaction of what they are told of: so nobody is forgotten by a crash. */
@ApplicationScoped
public class Calls {
  private final EventLog eventLog;
  private final MeterRegistry metrics;
  private final Ids ids;

  Calls(EventLog eventLog, MeterRegistry metrics, Ids ids) {
    this.eventLog = eventLog;
    this.metrics = metrics;
    this.ids = ids;
  }

  /** In the caller's transaction; of a call that has no circle nobody hears, which a counter tells. */
  public Uni<Void> make(Call call, Cause cause) {
    if (call.circles().first().isEmpty()) {
      unheard(call.occasion());
    }
    var callId = ids.next();
    // why people did what others are told of stays where they have said it
    var own = new Cause(cause.actor(), cause.correlationId(), cause.causationId(), null);
    return Sql.now().chain(now -> each(call.circles().first(), person -> {
      var told = Notification.address(ids.next(), callId, call, cause.correlationId(), person, now);
      return eventLog.record(told, told.addressed(), own).replaceWithVoid();
    }));
  }

  /** Tells the circle behind that of {@code lost}, whom nobody of its own can take the place of. */
  Uni<Void> instead(Notification lost, Cause cause) {
    return Sql.now().chain(now -> each(lost.nextCircle(), person -> {
      var instead = lost.pass(ids.next(), person, now);
      return eventLog.record(instead, instead.addressed(), cause).replaceWithVoid();
    }));
  }

  /** A call has come to its end without having reached anybody. */
  void unheard(Occasion occasion) {
    metrics.counter("aims.notifications.unheard", "occasion", occasion.name()).increment();
  }

  private static Uni<Void> each(List<UUID> persons, Function<UUID, Uni<Void>> tell) {
    var chain = Uni.createFrom().voidItem();
    for (var person : persons) {
      chain = chain.chain(() -> tell.apply(person));
    }
    return chain;
  }
}
