package io.aims.incident.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import io.aims.incident.counting.CountedSignals;
import io.aims.incident.counting.CountedSignals.Departure;
import io.aims.incident.counting.Sighting;
import io.aims.incident.counting.Tally;
import io.aims.incident.due.DueFault;
import io.aims.incident.due.DueTable;
import io.aims.incident.mapping.Bearing;
import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.Signal;
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
 * <p>Whatever an open incident has counted of such a signal leaves it, and waits at the other system; what fires still joins
 * or opens the incident there in the next look at signals. What incidents that are over have counted stays with them; what
 * was said last counts at the other system as well.
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
  private final Timeline timeline;
  private final Ids ids;

  MappingReplay(SourceMappings mappings, Watch watch, Deliveries deliveries, Placing placing, Recognition recognition,
      CountedSignals signals, Timeline timeline, Ids ids) {
    this.mappings = mappings;
    this.watch = watch;
    this.deliveries = deliveries;
    this.placing = placing;
    this.recognition = recognition;
    this.signals = signals;
    this.timeline = timeline;
    this.ids = ids;
  }

  /** What a signal said last, and where it has been placed. */
  private record Said(Placed placed, MappingPreview.Kept delivery, Signal signal) {}

  /** Where it belongs now. */
  private record Move(Said said, UUID to, boolean systemRefKnown) {
    Departure departure() {
      return new Departure(said.placed().key(), to, systemRefKnown);
    }

    boolean placedElsewhere() {
      return !to.equals(said.placed().systemId());
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
            select cast(source_id as text), behind from mapping_replay where tenant = ?1 and id = ?2""", Tuple.class)
            .setParameter(1, tenant)
            .setParameter(2, replay)
            .getSingleResult())
        .chain(row -> {
          var source = UUID.fromString(row.get(0, String.class));
          return watch.placed(tenant, source, row.get(1, String.class), AT_ONCE)
              .chain(placed -> read(placed)
                  .chain(said -> place(tenant, source, said))
                  .chain(moves -> moves.isEmpty() ? Uni.createFrom().voidItem() : move(tenant, source, moves, now))
                  .chain(() -> goOn(tenant, replay, placed)));
        });
  }

  /** Those whose last delivery can be read still. */
  private Uni<List<Said>> read(List<Placed> placed) {
    return deliveries.kept(placed.stream().map(Placed::lastDeliveryId).collect(Collectors.toSet())).map(kept -> {
      var signalsOf = new HashMap<UUID, List<Signal>>();
      var byId = kept.stream().collect(Collectors.toMap(MappingPreview.Kept::id, each -> each));
      var said = new ArrayList<Said>();
      for (var each : placed) {
        var delivery = byId.get(each.lastDeliveryId());
        if (delivery != null) {
          signalsOf.computeIfAbsent(delivery.id(), id -> signals(delivery))
              .stream()
              .filter(signal -> signal.key(each.tenant(), each.sourceId()).equals(each.key()))
              .reduce((earlier, later) -> later)
              .ifPresent(signal -> said.add(new Said(each, delivery, signal)));
        }
      }
      return said;
    });
  }

  private static List<Signal> signals(MappingPreview.Kept delivery) {
    return delivery.profile().read(Headers.of(delivery.headers()), delivery.body()) instanceof Understood understood
        ? understood.signals()
        : List.of();
  }

  private Uni<List<Move>> place(UUID tenant, UUID source, List<Said> said) {
    return placing.facts(tenant, said.stream().map(MappingReplay::question).toList())
        .chain(facts -> {
          var targets = targets(facts, said);
          var sightings = targets.entrySet().stream().map(each -> sighting(each.getKey(), each.getValue())).toList();
          return recognition.of(facts, sightings)
              .map(recognised -> {
                var known = recognised.stream()
                    .collect(Collectors.toMap(Sighting::key, each -> Boolean.TRUE.equals(each.systemRefKnown())));
                return targets.entrySet()
                    .stream()
                    .map(each -> new Move(each.getKey(), each.getValue(), known.get(each.getKey().placed().key())))
                    .toList();
              });
        });
  }

  /** Also of what is over: it goes by its names, and not where it has been. */
  private static Question question(Said said) {
    return new Question(said.placed().sourceId(), said.placed().key(), Bearing.of(said.signal()), false);
  }

  /** Where they belong; what waits unmapped is somebody else's to place. */
  private static Map<Said, UUID> targets(PlacingFacts facts, List<Said> said) {
    var targets = new HashMap<Said, UUID>();
    for (var each : said) {
      if (!facts.waits(each.placed().key())) {
        facts.answer(question(each)).ifPresent(placement -> targets.put(each, placement.systemId()));
      }
    }
    return targets;
  }

  private static Sighting sighting(Said said, UUID system) {
    var placed = said.placed();
    return new Sighting(placed.lastDeliveryId(), placed.lastSeenAt(), placed.sourceId(), system, placed.key(),
        said.signal());
  }

  private Uni<Void> move(UUID tenant, UUID source, List<Move> moves, Instant now) {
    return signals.leave(tenant, moves.stream().map(Move::departure).toList()).chain(departed -> {
      var elsewhere = moves.stream().filter(Move::placedElsewhere).toList();
      var moved = moves.stream()
          .filter(move -> move.placedElsewhere() || departed.waiting().contains(move.said().placed().key()))
          .toList();
      return moved.isEmpty()
          ? Uni.createFrom().voidItem()
          : tell(tenant, departed.left())
              .chain(() -> countAnew(tenant,
                  elsewhere.stream()
                      .filter(move -> !departed.waiting().contains(move.said().placed().key()))
                      .toList()))
              .chain(() -> watch.place(tenant,
                  moved.stream().collect(Collectors.toMap(move -> move.said().placed().id(), Move::to)), now))
              .chain(() -> mappings.moved(source, moved.stream().map(Move::told).toList()));
    });
  }

  /** Of what only incidents that are over have counted, what was said last counts where it belongs, too. */
  private Uni<Void> countAnew(UUID tenant, List<Move> moves) {
    var sightings = moves.stream()
        .map(move -> sighting(move.said(), move.to()).withSystemRefKnown(move.systemRefKnown()))
        .toList();
    var kinds = moves.stream()
        .collect(Collectors.toMap(move -> move.said().placed().key(), move -> move.said().placed().kind()));
    var tallies = Tally.of(sightings, kinds, ids::next).values().stream().flatMap(Collection::stream).toList();
    return tallies.isEmpty() ? Uni.createFrom().voidItem() : signals.countWaiting(tenant, tallies);
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
