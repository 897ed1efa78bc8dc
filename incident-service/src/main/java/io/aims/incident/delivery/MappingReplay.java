package io.aims.incident.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.counting.CountedSignals;
import io.aims.incident.counting.Departures;
import io.aims.incident.counting.Departures.Departed;
import io.aims.incident.counting.Departures.Departure;
import io.aims.incident.counting.OpenKey;
import io.aims.incident.counting.Sighting;
import io.aims.incident.counting.Tally;
import io.aims.incident.delivery.LastWords.Said;
import io.aims.incident.due.DueFault;
import io.aims.incident.incident.Correlation;
import io.aims.incident.mapping.MappingReplays;
import io.aims.incident.mapping.ReplayFigures;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.source.MovedSignal;
import io.aims.incident.source.SourceMappings;
import io.aims.incident.timeline.Timeline;
import io.aims.incident.unmapped.Placing;
import io.aims.incident.unmapped.PlacingFacts;
import io.aims.incident.unmapped.Recognition;
import io.aims.incident.watch.Watch;
import io.aims.platform.event.Cause;
import io.aims.platform.time.Ids;
import io.smallrye.mutiny.Uni;

/**
 * Lets signals of a source go where it places them now, by its mapping or by what it is bound to: what had been placed
 * otherwise is read again from the last delivery that is kept of each, some signals in each transaction.
 *
 * <p>Whatever an open incident of another system has counted of such a signal leaves it and goes to where the signal belongs:
 * what is over joins an incident that is open there, and what fires joins or opens one in the next look at signals. What
 * incidents that are over have counted stays with them; what was said last counts at the other system as well.
 *
 * <p>An end may bear less than what it ends, and would be placed by a rule that does not mean it: a signal of a shared source
 * that is over moves only if its end bears the same names.
 */
@ApplicationScoped
public class MappingReplay {
  private static final int AT_ONCE = 20;
  private static final String AUTHOR = Cause.of("incident-service").actor();
  private final SourceMappings mappings;
  private final MappingReplays replays;
  private final Watch watch;
  private final LastWords lastWords;
  private final Placing placing;
  private final Recognition recognition;
  private final CountedSignals signals;
  private final Departures departures;
  private final Correlation correlation;
  private final Timeline timeline;
  private final Ids ids;

  MappingReplay(SourceMappings mappings, MappingReplays replays, Watch watch, LastWords lastWords, Placing placing,
      Recognition recognition, CountedSignals signals, Departures departures, Correlation correlation,
      Timeline timeline, Ids ids) {
    this.mappings = mappings;
    this.replays = replays;
    this.watch = watch;
    this.lastWords = lastWords;
    this.placing = placing;
    this.recognition = recognition;
    this.signals = signals;
    this.departures = departures;
    this.correlation = correlation;
    this.timeline = timeline;
    this.ids = ids;
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

  /** How many have moved, how many of them have joined an incident at once, and how many fire. */
  private record Outcome(int moved, int joined, int firing) {
    static final Outcome NONE = new Outcome(0, 0, 0);

    ReplayFigures figures(int signals, int deliveries) {
      return new ReplayFigures(signals, deliveries, moved, joined, firing);
    }
  }

  /** One step of the next replay, which stays due until all has been gone past; answers {@code limit} if there was one. */
  public Uni<Integer> walk(UUID tenant, int limit, Instant now) {
    return MappingReplays.TABLE.take(tenant, now, 1)
        .chain(due -> due.isEmpty()
            ? Uni.createFrom().item(0)
            : DueFault.of(due, () -> step(tenant, due.getFirst(), now)).replaceWith(limit));
  }

  private Uni<Void> step(UUID tenant, UUID replay, Instant now) {
    return replays.next(tenant, replay)
        .chain(next -> placing.alone(next.sourceId())
            .chain(() -> watch.placed(tenant, next.sourceId(), next.behind(), AT_ONCE))
            .chain(placed -> lastWords.of(tenant, placed)
                .chain(read -> place(tenant, read.said())
                    .chain(moves -> moves.isEmpty()
                        ? Uni.createFrom().item(Outcome.NONE)
                        : move(tenant, next.sourceId(), moves, now))
                    .map(outcome -> outcome.figures(placed.size(), read.deliveries())))
                .chain(figures -> placed.size() < AT_ONCE
                    ? replays.end(tenant, replay, figures).chain(all -> mappings.replayed(next.sourceId(), all))
                    : replays.goOn(tenant, replay, placed.getLast().key().hex(), figures))));
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

  /** Where they belong; what waits unmapped is somebody else's to place, unless there is but one place where it can go. */
  private static Map<Said, UUID> targets(PlacingFacts facts, List<Said> said) {
    var targets = new HashMap<Said, UUID>();
    said.stream()
        .filter(each -> facts.directions().boundTo(each.placed().sourceId()).isPresent()
            || each.bearsAll() && !facts.waits(each.key()))
        .forEach(each -> facts.answer(each.question())
            .ifPresent(placement -> targets.put(each, placement.systemId())));
    return targets;
  }

  private static Sighting sighting(Said said, UUID system) {
    var placed = said.placed();
    return new Sighting(placed.lastDeliveryId(), placed.lastSeenAt(), placed.sourceId(), system, placed.key(),
        said.signal());
  }

  private Uni<Outcome> move(UUID tenant, UUID source, List<Move> moves, Instant now) {
    return departures.of(tenant, moves.stream().map(Move::departure).toList()).chain(departed -> {
      var moved = moves.stream()
          .filter(move -> move.placedElsewhere() || departed.departed().contains(move.key()))
          .toList();
      return moved.isEmpty() ? Uni.createFrom().item(Outcome.NONE) : moved(tenant, source, moved, departed, now);
    });
  }

  private Uni<Outcome> moved(UUID tenant, UUID source, List<Move> moved, Departed departed, Instant now) {
    var anew = moved.stream()
        .filter(move -> !departed.departed().contains(move.key()) && !departed.there().contains(move.key()))
        .toList();
    return tell(tenant, departed.left())
        .chain(() -> countAnew(tenant, anew))
        .chain(() -> watch.place(tenant,
            moved.stream().collect(Collectors.toMap(move -> move.said().placed().id(), Move::to)), now))
        .chain(() -> correlation.joinOver(tenant, over(moved)))
        .call(() -> mappings.moved(source, moved.stream().map(Move::told).toList()))
        .map(joined -> new Outcome(moved.size(), joined, (int) moved.stream().filter(Move::fires).count()));
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
          "Signals: %d left for other systems, where their source places them now".formatted(incident.getValue()),
          AUTHOR));
    }
    return chain;
  }
}
