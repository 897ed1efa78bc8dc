package io.aims.incident.notice;

import java.time.Instant;
import java.util.SortedMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.signal.ModelEvent.Action;
import io.aims.incident.signal.ModelEvent.Subject;
import io.aims.incident.signal.Profile;
import io.aims.platform.event.DomainEvent;
import io.aims.platform.event.EventType;

/** News of a registry, as others learn of them. */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface ModelNoticeEvent extends DomainEvent {

  /**
   * @param systemId the AI system that the source is bound to
   * @param name what the registry calls the model, data set, space or prompt
   * @param at when it happened, as the registry says
   */
  @EventType("aims.incident.model-notice.received.v1")
  record Received(UUID systemId, UUID sourceId, UUID deliveryId, Profile profile, Subject subject, String name,
      @Nullable String version, Action action, String aspect, SortedMap<String, String> facts, @Nullable Instant at)
      implements
        ModelNoticeEvent {

    static Received of(ModelNotices.News news) {
      var event = news.event();
      return new Received(news.systemId(), news.sourceId(), news.deliveryId(), news.profile(), event.subject(),
          event.name(), event.version(), event.action(), event.aspect(), event.facts(), event.at());
    }
  }
}
