package io.aims.incident.unmapped;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.aims.incident.counting.Sighting;
import io.aims.incident.counting.Sighting.Waited;
import io.aims.incident.mapping.Bearing;
import io.aims.incident.mapping.Placement;
import io.aims.incident.mapping.Rule;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.Signal;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.signal.SignalStatus;
import io.aims.incident.system.KnownNames;
import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;

/**
 * A signal of a shared source of which nobody knew the system when it came. What came is added by {@link UnmappedSignals}
 * and moves no version; who decides holds the row.
 */
@Entity
class UnmappedSignal extends Aggregate {
  private UUID sourceId;
  private String signalKey;
  @Enumerated(EnumType.STRING)
  private State state;
  private boolean announced;
  private @Nullable UUID systemId;
  @Enumerated(EnumType.STRING)
  private Kind kind;
  @Enumerated(EnumType.STRING)
  private Severity severity;
  @Enumerated(EnumType.STRING)
  private SignalStatus status;
  private @Nullable String systemRef;
  private @Nullable String modelRef;
  private @Nullable String summary;
  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable Told fired;
  private @Nullable Instant firedAt;
  private @Nullable UUID firedDelivery;
  private @Nullable Instant runSince;
  private @Nullable UUID runDelivery;
  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable Told ended;
  private @Nullable Instant endedAt;
  private @Nullable UUID endedDelivery;
  private long firing;
  private long resolved;
  private long deliveries;
  private Instant firstSeenAt;
  private Instant lastSeenAt;
  private UUID lastDeliveryId;

  /**
   * Waiting for somebody who knows its system; of a system that a person has named, for good; of one that a mapping or a
   * name has told, until it comes once more and neither does; or of no interest until it fires again.
   */
  @Schema(name = "UnmappedSignalState")
  enum State {
    WAITING, ASSIGNED, MAPPED, DISMISSED
  }

  protected UnmappedSignal() {}

  private UnmappedSignal(UUID id, UUID tenant, Pile pile, Instant now) {
    super(id, tenant, now);
    var last = pile.last();
    var told = pile.telling().signal();
    sourceId = last.sourceId();
    signalKey = last.key().hex();
    state = State.WAITING;
    kind = told.kind();
    severity = told.severity();
    status = last.signal().status();
    systemRef = told.systemRef();
    modelRef = told.modelRef();
    summary = told.summary();
    firing = pile.firing();
    resolved = pile.resolved();
    deliveries = pile.deliveries();
    firstSeenAt = pile.firstSeen();
    lastSeenAt = last.receivedAt();
    lastDeliveryId = last.deliveryId();
    fired = Told.of(pile.fired());
    firedAt = at(pile.fired());
    firedDelivery = delivery(pile.fired());
    runSince = at(pile.run());
    runDelivery = delivery(pile.run());
    ended = Told.of(pile.ended());
    endedAt = at(pile.ended());
    endedDelivery = delivery(pile.ended());
  }

  /** As it begins to wait, if nothing has come of it before. */
  static UnmappedSignal begin(UUID id, UUID tenant, Pile pile, Instant now) {
    return new UnmappedSignal(id, tenant, pile, now);
  }

  private static @Nullable Instant at(@Nullable Heard heard) {
    return heard == null ? null : heard.receivedAt();
  }

  private static @Nullable UUID delivery(@Nullable Heard heard) {
    return heard == null ? null : heard.deliveryId();
  }

  /** To be added to what waits of it. */
  UnmappedRow row() {
    var name = systemRef == null || systemRef.length() > KnownNames.LONGEST ? null : KnownNames.plain(systemRef);
    return new UnmappedRow(id(), sourceId, signalKey, status, kind, severity, systemRef, name, modelRef, summary, fired,
        firedAt, firedDelivery, ended, endedAt, endedDelivery, runSince, runDelivery, firing, resolved, deliveries,
        firstSeenAt, lastSeenAt, lastDeliveryId);
  }

  /** Tells that it waits, once, before anything else is told of it; null when that has been told. */
  @Nullable
  UnmappedSignalEvent announce() {
    if (announced) {
      return null;
    }
    announced = true;
    return new UnmappedSignalEvent.Unmapped(sourceId, signalKey, kind, severity, systemRef, modelRef, lastDeliveryId);
  }

  /** A person says which system this one signal is about, whenever it comes. */
  UnmappedSignalEvent assign(UUID system) {
    switch (state) {
      case WAITING -> {
      }
      case ASSIGNED -> {
        if (system.equals(systemId)) {
          throw new Refusal.NotAllowedNow("assignment", state.name(), Set.of("dismissal"));
        }
      }
      case MAPPED, DISMISSED -> throw new Refusal.NotAllowedNow("assignment", state.name(), Set.of());
    }
    state = State.ASSIGNED;
    systemId = system;
    return new UnmappedSignalEvent.Assigned(system);
  }

  /** A person finds it of no interest; if it fires again, it waits again. */
  UnmappedSignalEvent dismiss() {
    return switch (state) {
      case WAITING, ASSIGNED -> {
        var event = new UnmappedSignalEvent.Dismissed(firing, resolved, deliveries);
        state = State.DISMISSED;
        systemId = null;
        empty();
        yield event;
      }
      case MAPPED, DISMISSED -> throw new Refusal.NotAllowedNow("dismissal", state.name(), Set.of());
    };
  }

  /** What has waited is counted for its system from now on. */
  UnmappedSignalEvent settle(Placement placement) {
    var event = new UnmappedSignalEvent.Mapped(placement.systemId(), placement.by(), firing, resolved, deliveries);
    if (state != State.ASSIGNED || !placement.systemId().equals(systemId)) {
      state = State.MAPPED;
      systemId = placement.systemId();
    }
    empty();
    return event;
  }

  private void empty() {
    fired = null;
    firedAt = null;
    firedDelivery = null;
    runSince = null;
    runDelivery = null;
    ended = null;
    endedAt = null;
    endedDelivery = null;
    firing = 0;
    resolved = 0;
    deliveries = 0;
  }

  /** What has waited as if it came now, in the order in which it came: that it began to fire, that it fires, and its end. */
  List<Sighting> sightings(UUID system) {
    var heard = new ArrayList<Sighting>();
    if (fired != null) {
      if (!runDelivery.equals(firedDelivery)) {
        heard.add(sighting(system, runDelivery, runSince, fired.signal()));
      }
      heard.add(sighting(system, firedDelivery, firedAt, fired.signal()));
    }
    if (ended != null && (fired == null || endedDelivery.compareTo(firedDelivery) >= 0)) {
      heard.add(sighting(system, endedDelivery, endedAt, ended.signal()));
    }
    heard.sort(Comparator.comparing(Sighting::deliveryId));
    var first = heard.getFirst();
    heard.set(0, new Sighting(first.deliveryId(), first.receivedAt(), first.sourceId(), first.systemId(), first.key(),
        first.signal(), first.systemRefKnown(), waited(heard)));
    return heard;
  }

  private Waited waited(List<Sighting> told) {
    var fires = told.stream().filter(sighting -> sighting.signal().firing()).count();
    var carried = told.stream().map(Sighting::deliveryId).distinct().count();
    return new Waited(firing - fires, resolved - (told.size() - fires), deliveries - carried, firstSeenAt);
  }

  private Sighting sighting(UUID system, UUID delivery, Instant receivedAt, Signal signal) {
    return new Sighting(delivery, receivedAt, sourceId, system, new SignalKey(signalKey), signal);
  }

  Question question() {
    var signal = told().signal();
    return new Question(sourceId, new SignalKey(signalKey), Bearing.of(signal),
        fired == null);
  }

  /** A rule by a name that it bears itself; refuses one that it does not bear, or that has gone with what it said. */
  Rule rule(Rule.By by, @Nullable String label, UUID system) {
    var told = fired == null ? ended : fired;
    var name = told == null ? null : by.of(Bearing.of(told.signal()), label);
    if (name == null) {
      throw new Refusal.Invalid("rule", "has to be by a name that the signal bears, while it waits");
    }
    if (!Rule.isExact(name) || by != Rule.By.LABEL && label != null) {
      throw new Refusal.Invalid("rule",
          "can't be by a name that no rule means exactly, nor name a label unless by one");
    }
    return new Rule(by, label, name, system);
  }

  UUID sourceId() {
    return sourceId;
  }

  private Told told() {
    var told = fired == null ? ended : fired;
    if (told == null) {
      throw new IllegalStateException("Nothing waits");
    }
    return told;
  }

  @Override
  protected String aggregateType() {
    return "unmapped-signal";
  }

  UnmappedSignalView view() {
    var told = fired == null ? ended : fired;
    return new UnmappedSignalView(id(), version(), state, sourceId, systemId, kind, severity, status, systemRef,
        modelRef,
        summary, told == null ? null : told.identity(), firing, resolved, deliveries, firstSeenAt, lastSeenAt,
        lastDeliveryId);
  }
}
