package io.aims.incident.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.counting.Sighting;
import io.aims.incident.delivery.DeliveryProcessing.Unreadable;
import io.aims.incident.mapping.Placement;
import io.aims.incident.notice.ModelNotices.News;
import io.aims.incident.signal.ModelEvent;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.Signal;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.unmapped.Heard;
import io.aims.incident.unmapped.Placing;
import io.aims.incident.unmapped.PlacingFacts;
import io.aims.incident.unmapped.Question;
import io.aims.incident.unmapped.Recognition;
import io.smallrye.mutiny.Uni;

/**
 * Finds out which systems a batch of deliveries is about: a few queries, however many signals it holds. What their sources
 * are bound to now counts, and not what they were bound to when the deliveries came.
 */
@ApplicationScoped
class Sorting {
  private final Placing placing;
  private final Recognition recognition;

  Sorting(Placing placing, Recognition recognition) {
    this.placing = placing;
    this.recognition = recognition;
  }

  /** Of the signals that went before in the batch, where those went that fired, and those that joined the queue. */
  private record Before(Map<SignalKey, Placement> fired, Set<SignalKey> waiting) {}

  /** Deliveries in their order, with what each was understood to say. */
  Uni<Sorted> sort(UUID tenant, Map<Delivery, Understood> read) {
    return placing.facts(tenant, questions(tenant, read))
        .chain(facts -> {
          var sorted = sorted(tenant, read, facts);
          return recognition.of(facts, sorted.sightings())
              .map(recognised -> new Sorted(recognised, sorted.unmapped(), sorted.news()));
        });
  }

  private static List<Question> questions(UUID tenant, Map<Delivery, Understood> read) {
    var questions = new ArrayList<Question>();
    read.forEach((delivery, understood) -> {
      understood.signals().forEach(signal -> questions.add(Question.of(tenant, delivery.sourceId(), signal)));
      understood.modelEvents().forEach(event -> questions.add(Question.ofModel(delivery.sourceId(), event.name())));
    });
    return questions;
  }

  static Sorted sorted(UUID tenant, Map<Delivery, Understood> read, PlacingFacts facts) {
    var sorted = new Sorted(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    var before = new Before(new HashMap<>(), new HashSet<>());
    read.forEach((delivery, understood) -> {
      for (var signal : understood.signals()) {
        place(tenant, delivery, signal, facts, before, sorted);
      }
      understood.modelEvents().forEach(event -> sorted.news().add(news(delivery, event, facts)));
    });
    return sorted;
  }

  /**
   * An end goes where what it ends went before it in this batch. Nothing overtakes what waits of the same signal: a fire
   * that is counted after its end opens nothing.
   */
  private static void place(UUID tenant, Delivery delivery, Signal signal, PlacingFacts facts, Before before,
      Sorted sorted) {
    var key = signal.key(tenant, delivery.sourceId());
    var placement = facts.waits(key) || before.waiting().contains(key)
        ? Optional.<Placement>empty()
        : answer(Question.of(tenant, delivery.sourceId(), signal), facts, before);
    placement.ifPresentOrElse(found -> {
      if (signal.firing()) {
        before.fired().put(key, found);
      }
      sorted.sightings().add(sighting(delivery, signal, found.systemId()));
    }, () -> {
      before.waiting().add(key);
      sorted.unmapped().add(new Heard(delivery.id(), delivery.receivedAt(), delivery.sourceId(), key, signal));
    });
  }

  private static Optional<Placement> answer(Question question, PlacingFacts facts, Before before) {
    var ended = question.over() ? before.fired().get(question.key()) : null;
    return ended == null ? facts.answer(question) : Optional.of(ended);
  }

  private static Sighting sighting(Delivery delivery, Signal signal, UUID systemId) {
    return new Sighting(delivery.id(), delivery.receivedAt(), delivery.sourceId(), systemId,
        signal.key(delivery.tenant(), delivery.sourceId()), signal);
  }

  /** There is no queue of news: a delivery whose news are about nothing that is known is set aside, to be run again. */
  private static News news(Delivery delivery, ModelEvent event, PlacingFacts facts) {
    var systemId = facts.answer(Question.ofModel(delivery.sourceId(), event.name())).map(Placement::systemId);
    return new News(delivery.id(), delivery.sourceId(), systemId.orElseThrow(() -> Unreadable.unmapped(event.name())),
        delivery.profile(), event);
  }
}
