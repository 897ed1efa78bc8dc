package io.aims.incident.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import org.jspecify.annotations.Nullable;

import io.aims.incident.counting.CountedSignals;
import io.aims.incident.counting.CountedSignals.Names;
import io.aims.incident.counting.Departures;
import io.aims.incident.counting.Departures.Departed;
import io.aims.incident.counting.Departures.Departure;
import io.aims.incident.counting.OpenKey;
import io.aims.incident.counting.Sighting;
import io.aims.incident.counting.Tally;
import io.aims.incident.due.DueFault;
import io.aims.incident.due.DueTable;
import io.aims.incident.incident.Correlation;
import io.aims.incident.mapping.Bearing;
import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.Signal;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.source.MovedSignal;
import io.aims.incident.source.SourceMappings;
import io.aims.incident.timeline.Timeline;
import io.aims.incident.unmapped.Placing;
import io.aims.incident.unmapped.PlacingFacts;
import io.aims.incident.unmapped.Question;
import io.aims.incident.unmapped.Recognition;
import io.aims.incident.watch.Watch;
import io.aims.incident.watch.Watch.Placed;
import io.aims.platform.event.Cause;
import io.aims.platform.time.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Lets signals of a shared source go where its mapping places them now: what had been placed by an earlier one is read again
 * from the last delivery that is kept of each, some signals in each transaction.
 *
 * <p>Whatever an open incident of another system has counted of such a signal leaves it and goes to where the signal belongs:
 * what is over joins an incident that is open there, and what fires joins or opens one in the next look at signals. What
 * incidents that are over have counted stays with them; what was said last counts at the other system as well.
 *
 * <p>An end may bear less than what it ends, and would be placed by a rule that does not mean it: a signal that is over moves
 * only if its end bears the same names.
 */
@ApplicationScoped
public class MappingReplay {
  /** Sources of which not all signals have been looked at. */
  public static final DueTable TABLE = new DueTable("mapping_replay", "id", "due_at");
  private static final int AT_ONCE = 20;
  private static final String AUTHOR = Cause.of("incident-service").actor();
  private final SourceMappings mappings;
  private final Watch watch;
  private final Deliveries deliveries;
  private final Placing placing;
  private final Recognition recognition;
  private final CountedSignals signals;
  private final Departures departures;
  private final Correlation correlation;
  private final Timeline timeline;
  private final Ids ids;

  MappingReplay(SourceMappings mappings, Watch watch, Deliveries deliveries, Placing placing, Recognition recognition,
      CountedSignals signals, Departures departures, Correlation correlation, Timeline timeline, Ids ids) {
    this.mappings = mappings;
    this.watch = watch;
    this.deliveries = deliveries;
    this.placing = placing;
    this.recognition = recognition;
    this.signals = signals;
    this.departures = departures;
    this.correlation = correlation;
    this.timeline = timeline;
    this.ids = ids;
  }

  /** What a signal said last, and where it has been placed. */
  private record Said(Placed placed, Signal signal) {
    SignalKey key() {
      return placed.key();
    }

    /** By its names, and not where it has been. */
    Question question() {
      return new Question(placed.sourceId(), placed.key(), Bearing.of(signal), false);
    }

    boolean bears(@Nullable Names names) {
      return signal.firing() || names != null && Objects.equals(names.systemRef(), signal.systemRef())
          && Objects.equals(names.modelRef(), signal.modelRef()) && !signal.identity().isEmpty();
    }
  }

  /** Where it belongs now. */
  private record Move(Said said, UUID to, @Nullable Boolean systemRefKnown) {
    SignalKey key() {
      return said.key();
    }

    OpenKey about() {
      return new OpenKey(to, said.placed().kind());
    }

    Departure departure() {
      return new Departure(key(), about(), said.placed().status(), systemRefKnown);
    }

    boolean placedElsewhere() {
      return !to.equals(said.placed().systemId());
    }

    boolean fires() {
      return said.placed().fires();
    }

    MovedSignal told() {
      return new MovedSignal(said.placed().id(), to);
    }
  }

  /** One step of the next replay, which stays due until all has been gone past; answers {@code limit} if there was one. */
  public Uni<Integer> walk(UUID tenant, int limit, Instant now) {
    return TABLE.take(tenant, now, 1)
        .chain(due -> due.isEmpty()
            ? Uni.createFrom().item(0)
            : DueFault.of(due, () -> step(tenant, due.getFirst(), now)).replaceWith(limit));
  }

  private Uni<Void> step(UUID tenant, UUID replay, Instant now) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            select source_id, behind from mapping_replay where tenant = ?1 and id = ?2""", Tuple.class)
            .setParameter(1, tenant)
            .setParameter(2, replay)
            .getSingleResult())
        .chain(row -> {
          var source = row.get(0, UUID.class);
          return placing.alone(source)
              .chain(() -> watch.placed(tenant, source, row.get(1, String.class), AT_ONCE))
              .chain(placed -> said(tenant, placed)
                  .chain(said -> place(tenant, said))
                  .chain(moves -> moves.isEmpty() ? Uni.createFrom().voidItem() : move(tenant, source, moves, now))
                  .chain(() -> goOn(tenant, replay, placed)));
        });
  }

  /** Those whose last delivery can be read still, and bears what they are called by. */
  private Uni<List<Said>> said(UUID tenant, List<Placed> placed) {
    return deliveries.kept(placed.stream().map(Placed::lastDeliveryId).collect(Collectors.toSet())).chain(kept -> {
      var signalsOf = new HashMap<UUID, Map<SignalKey, Signal>>();
      kept.forEach(delivery -> signalsOf.put(delivery.id(), signals(delivery, placed.getFirst())));
      var said = placed.stream()
          .filter(each -> signalsOf.getOrDefault(each.lastDeliveryId(), Map.of()).containsKey(each.key()))
          .map(each -> new Said(each, signalsOf.get(each.lastDeliveryId()).get(each.key())))
          .toList();
      var over = said.stream().filter(each -> !each.signal().firing()).map(Said::key).toList();
      return signals.names(tenant, over)
          .map(names -> said.stream().filter(each -> each.bears(names.get(each.key()))).toList());
    });
  }

  /** The last word about each signal of a delivery. */
  private static Map<SignalKey, Signal> signals(MappingPreview.Kept delivery, Placed ofSource) {
    return delivery.profile().read(Headers.of(delivery.headers()), delivery.body()) instanceof Understood understood
        ? understood.signals()
            .stream()
            .collect(Collectors.toMap(signal -> signal.key(ofSource.tenant(), ofSource.sourceId()),
                Function.identity(), (earlier, later) -> later))
        : Map.of();
  }

  private Uni<List<Move>> place(UUID tenant, List<Said> said) {
    return placing.facts(tenant, said.stream().map(Said::question).toList()).chain(facts -> {
      var targets = targets(facts, said);
      var sightings = targets.entrySet().stream().map(each -> sighting(each.getKey(), each.getValue())).toList();
      return recognition.of(facts, sightings).map(recognised -> {
        var known = new HashMap<SignalKey, @Nullable Boolean>();
        recognised.forEach(each -> known.put(each.key(), each.systemRefKnown()));
        return targets.entrySet()
            .stream()
            .map(each -> new Move(each.getKey(), each.getValue(), known.get(each.getKey().key())))
            .toList();
      });
    });
  }

  /** Where they belong; what waits unmapped is somebody else's to place. */
  private static Map<Said, UUID> targets(PlacingFacts facts, List<Said> said) {
    var targets = new HashMap<Said, UUID>();
    said.stream()
        .filter(each -> !facts.waits(each.key()))
        .forEach(each -> facts.answer(each.question())
            .ifPresent(placement -> targets.put(each, placement.systemId())));
    return targets;
  }

  private static Sighting sighting(Said said, UUID system) {
    var placed = said.placed();
    return new Sighting(placed.lastDeliveryId(), placed.lastSeenAt(), placed.sourceId(), system, placed.key(),
        said.signal());
  }

  private Uni<Void> move(UUID tenant, UUID source, List<Move> moves, Instant now) {
    return departures.of(tenant, moves.stream().map(Move::departure).toList()).chain(departed -> {
      var moved = moves.stream()
          .filter(move -> move.placedElsewhere() || departed.departed().contains(move.key()))
          .toList();
      return moved.isEmpty() ? Uni.createFrom().voidItem() : moved(tenant, source, moved, departed, now);
    });
  }

  private Uni<Void> moved(UUID tenant, UUID source, List<Move> moved, Departed departed, Instant now) {
    var anew = moved.stream()
        .filter(move -> !departed.departed().contains(move.key()) && !departed.there().contains(move.key()))
        .toList();
    return tell(tenant, departed.left())
        .chain(() -> countAnew(tenant, anew))
        .chain(() -> watch.place(tenant,
            moved.stream().collect(Collectors.toMap(move -> move.said().placed().id(), Move::to)), now))
        .chain(() -> correlation.joinOver(tenant, over(moved)))
        .chain(() -> mappings.moved(source, moved.stream().map(Move::told).toList()));
  }

  /** Of what only incidents that are over have counted, what was said last counts where it belongs, too. */
  private Uni<Void> countAnew(UUID tenant, List<Move> moves) {
    var sightings = moves.stream()
        .map(move -> sighting(move.said(), move.to()).withSystemRefKnown(move.systemRefKnown()))
        .toList();
    var kinds = moves.stream().collect(Collectors.toMap(Move::key, move -> move.said().placed().kind()));
    var tallies = Tally.of(sightings, kinds, ids::next).values().stream().flatMap(Collection::stream).toList();
    return tallies.isEmpty() ? Uni.createFrom().voidItem() : signals.countWaiting(tenant, tallies);
  }

  private static TreeMap<OpenKey, List<SignalKey>> over(List<Move> moved) {
    return moved.stream()
        .filter(move -> !move.fires())
        .collect(Collectors.groupingBy(Move::about, TreeMap::new,
            Collectors.mapping(Move::key, Collectors.toList())));
  }

  private Uni<Void> tell(UUID tenant, Map<UUID, Long> left) {
    var chain = Uni.createFrom().voidItem();
    for (var incident : left.entrySet()) {
      chain = chain.chain(() -> timeline.tell(tenant, incident.getKey(),
          "Signals: %d left for other systems, by the mapping of their source".formatted(incident.getValue()), AUTHOR));
    }
    return chain;
  }

  private static Uni<Void> goOn(UUID tenant, UUID replay, List<Placed> placed) {
    return Panache.getSession()
        .chain(session -> placed.size() < AT_ONCE
            ? session.createNativeQuery("delete from mapping_replay where tenant = ?1 and id = ?2")
                .setParameter(1, tenant)
                .setParameter(2, replay)
                .executeUpdate()
            : session.createNativeQuery(
                "update mapping_replay set behind = ?3, failures = 0 where tenant = ?1 and id = ?2")
                .setParameter(1, tenant)
                .setParameter(2, replay)
                .setParameter(3, placed.getLast().key().hex())
                .executeUpdate())
        .replaceWithVoid();
  }
}
