package io.aims.incident.notice;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.signal.ModelEvent;
import io.aims.incident.signal.Profile;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.time.Ids;
import io.smallrye.mutiny.Uni;

/** Takes down what registries tell, in the transaction that gives their delivery its effects: so it is told once. */
@ApplicationScoped
public class ModelNotices {
  private static final Cause CAUSE = Cause.of("incident-service");
  private final EventLog eventLog;
  private final Ids ids;
  private final Clock clock;

  ModelNotices(EventLog eventLog, Ids ids, Clock clock) {
    this.eventLog = eventLog;
    this.ids = ids;
    this.clock = clock;
  }

  /** One thing that a delivery has told of. */
  public record News(UUID deliveryId, UUID sourceId, UUID systemId, Profile profile, ModelEvent event) {}

  /** In the caller's transaction. */
  public Uni<Void> take(UUID tenant, List<News> news) {
    var chain = Uni.createFrom().voidItem();
    for (var one : news) {
      chain = chain.chain(() -> record(tenant, one));
    }
    return chain;
  }

  private Uni<Void> record(UUID tenant, News news) {
    var notice = new ModelNotice(ids.next(), tenant, news, clock.instant());
    return eventLog.record(notice, ModelNoticeEvent.Received.of(news), CAUSE.inCase(ids.next()))
        .replaceWithVoid();
  }
}
