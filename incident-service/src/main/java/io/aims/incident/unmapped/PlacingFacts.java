package io.aims.incident.unmapped;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.aims.incident.counting.Sighting;
import io.aims.incident.mapping.Bearing;
import io.aims.incident.mapping.Directions;
import io.aims.incident.mapping.Mapping;
import io.aims.incident.mapping.Placement;
import io.aims.incident.mapping.Placement.By;
import io.aims.incident.mapping.Rule;
import io.aims.incident.signal.SignalKey;

/**
 * What is known for a batch of questions, and the order in which it counts: for an end where it has fired; then what the
 * source is bound to; of a shared one its rules, what a person has said of that one signal, and the one system that answers
 * to the name.
 *
 * @param queued signals that are, or were, in the queue
 * @param earlier for which system signals were heard last
 * @param names those that exactly one system answers to
 */
public record PlacingFacts(Directions directions, Map<SignalKey, Queued> queued, Map<SignalKey, UUID> earlier,
    Map<String, UUID> names) {

  /**
   * A signal of which the queue has heard.
   *
   * @param assignedTo the system that a person has named for it
   * @param waits whether something of it waits to be counted
   * @param fires whether it has fired since it waits
   */
  record Queued(@Nullable UUID assignedTo, boolean waits, boolean fires) {
    static final Queued NEVER = new Queued(null, false, false);
  }

  /** Whether something of the signal waits: what comes then has to wait behind it, wherever it belongs. */
  public boolean waits(SignalKey key) {
    return queued.getOrDefault(key, Queued.NEVER).waits();
  }

  /** Where it belongs; empty when nobody knows. */
  public Optional<Placement> answer(Question question) {
    var queued = question.key() == null ? Queued.NEVER : this.queued.getOrDefault(question.key(), Queued.NEVER);
    var before = question.over() && !queued.fires() ? earlier.get(question.key()) : null;
    if (before != null) {
      return Optional.of(Placement.by(By.EARLIER, before));
    }
    return directions.boundTo(question.sourceId())
        .map(system -> Placement.by(By.BINDING, system))
        .or(() -> byName(question, queued));
  }

  private Optional<Placement> byName(Question question, Queued queued) {
    var mapping = directions.mapping(question.sourceId());
    var rule = mapping.rule(question.bearing());
    if (rule.isPresent()) {
      return Optional
          .of(new Placement(mapping.rules().get(rule.getAsInt()).systemId(), By.RULE, rule.getAsInt()));
    }
    return queued.assignedTo() == null
        ? Optional.ofNullable(question.bearing().systemRef())
            .map(names::get)
            .map(system -> Placement.by(By.NAME, system))
        : Optional.of(Placement.by(By.ASSIGNMENT, queued.assignedTo()));
  }

  /** Whether the first of the source's rules by that name says that it means the system. */
  boolean nameMeans(Sighting sighting) {
    var bearing = Bearing.of(sighting.signal());
    return directions.mapping(sighting.sourceId())
        .rules()
        .stream()
        .filter(rule -> rule.by() == Rule.By.SYSTEM_REF && rule.means(bearing))
        .findFirst()
        .filter(rule -> rule.systemId().equals(sighting.systemId()))
        .isPresent();
  }

  /** What would be if the source had another mapping. */
  public PlacingFacts with(UUID sourceId, Mapping candidate) {
    return new PlacingFacts(directions.with(sourceId, candidate), queued, earlier, names);
  }
}
