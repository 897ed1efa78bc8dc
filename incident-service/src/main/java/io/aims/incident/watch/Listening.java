package io.aims.incident.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.aims.incident.opening.OpeningPolicy;
import io.aims.incident.opening.OpeningRules;
import io.aims.incident.opening.Withheld;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;

/** How one signal stands while the statements of a batch are heard, and what follows from them. */
final class Listening {
  private final WatchedSignal signal;
  private final Rules rules;
  private final OpeningPolicy opening;
  private final List<Notice> notices = new ArrayList<>();
  private Standing standing;
  private UUID systemId;
  private Kind kind;
  private Severity severity;
  private Instant lastSeenAt;
  private long late;
  private @Nullable Instant opensSince;
  private @Nullable Instant ripeSince;
  private boolean ends;
  private final Map<About, Firing> firing = new HashMap<>();

  Listening(WatchedSignal signal, Rules rules, OpeningRules ofOrganisation) {
    this.signal = signal;
    this.rules = rules;
    this.opening = new OpeningPolicy(rules.opening(), ofOrganisation);
    this.standing = signal.standing();
    this.systemId = signal.systemId();
    this.kind = signal.kind();
    this.severity = signal.severity();
    this.lastSeenAt = signal.lastSeenAt();
    this.ripeSince = signal.ripeSince();
    this.ends = signal.ends();
  }

  /** What it was about while it was able to open an incident. */
  record About(UUID systemId, Kind kind) {}

  /** What people may want to know of a signal. */
  enum Notice {
    FIRED, RESOLVED, FLAPPING, CALM
  }

  void hear(Word word, @Nullable Instant maintainedUntil) {
    var at = word.statement().receivedAt();
    var before = standing;
    var outcome = SignalPolicy.hear(before, word.statement(), rules);
    standing = outcome.standing();
    lastSeenAt = at.isAfter(lastSeenAt) ? at : lastSeenAt;
    if (outcome.heard() == Heard.LATE) {
      late++;
      return;
    }
    systemId = word.systemId();
    if (word.statement().firing()) {
      kind = word.kind();
      severity = word.severity();
    }
    var anew = detectedAnew(before);
    ends |= !word.statement().firing();
    var muted = mutedUntil(at, maintainedUntil);
    open(muted, at, anew);
    if (SignalPolicy.worthTelling(outcome.heard(), before, standing, muted != null)) {
      notices.add(notice(before, outcome.heard()));
    }
  }

  /** Of what is never heard to end, each later begin is a firing of its own. */
  private boolean detectedAnew(Standing before) {
    return !ends && !standing.resolved() && before.episode() != null && standing.episode() != null
        && standing.episode().isAfter(before.episode());
  }

  private Notice notice(Standing before, Heard heard) {
    if (before.flapping() != standing.flapping()) {
      return standing.flapping() ? Notice.FLAPPING : Notice.CALM;
    }
    return heard == Heard.FIRED ? Notice.FIRED : Notice.RESOLVED;
  }

  /** Until when nobody wants to hear of it, as of {@code at}; null when somebody does. */
  @Nullable
  Instant mutedUntil(Instant at, @Nullable Instant maintainedUntil) {
    var snoozedUntil = signal.snoozedUntil();
    var snoozed = snoozedUntil != null && snoozedUntil.isAfter(at) ? snoozedUntil : null;
    if (snoozed == null || maintainedUntil == null) {
      return snoozed == null ? maintainedUntil : snoozed;
    }
    return snoozed.isAfter(maintainedUntil) ? snoozed : maintainedUntil;
  }

  /** If it opens an incident, as of {@code now} at the latest: since when it is heard to fire. */
  Optional<Instant> opens(Instant now, @Nullable Instant maintainedUntil) {
    open(mutedUntil(now, maintainedUntil), now, false);
    return Optional.ofNullable(opensSince);
  }

  /** Why it opens nothing by itself at {@code now} although it fires, was held long enough and is not muted. */
  Optional<Withheld> withheld(Instant now, @Nullable Instant maintainedUntil) {
    return could(mutedUntil(now, maintainedUntil), now) ? opening.withholds(kind, severity) : Optional.empty();
  }

  private void open(@Nullable Instant muted, Instant at, boolean anew) {
    var firingSince = standing.firingSince();
    if (firingSince == null || !could(muted, at) || opening.withholds(kind, severity).isPresent()) {
      return;
    }
    opensSince = opensSince == null ? firingSince : opensSince;
    firing.merge(new About(systemId, kind), new Firing(severity, anew || !firingSince.equals(ripeSince)), Firing::and);
    ripeSince = firingSince;
  }

  private boolean could(@Nullable Instant muted, Instant at) {
    return SignalPolicy.opens(standing, rules, muted, at);
  }

  /** When to look at it again if nothing more is heard; null when there is no need to. */
  @Nullable
  Instant dueAt(Instant now, @Nullable Instant maintainedUntil) {
    return SignalPolicy.opensAt(standing, rules, mutedUntil(now, maintainedUntil))
        .filter(opensAt -> opensAt.isAfter(now))
        .or(() -> SignalPolicy.calmsAt(standing, rules))
        .orElse(null);
  }

  /** That it was able to open an incident, by what it was about then. */
  Map<About, Firing> firing() {
    return firing;
  }

  /** Whether an end of it was ever heard. */
  boolean ends() {
    return ends;
  }

  /** When the firing was heard first that has become able to open an incident; null when none has, or that is over. */
  @Nullable
  Instant ripeSince() {
    return standing.firingSince() == null ? null : ripeSince;
  }

  void calm(Instant now) {
    standing = SignalPolicy.calm(standing, rules, now);
  }

  /** Which it is about, by the last word that was not late: what is late moves nothing. */
  UUID systemId() {
    return systemId;
  }

  UUID id() {
    return signal.id();
  }

  /** As it was called when it fired last: an end may name nothing but its key. */
  Kind kind() {
    return kind;
  }

  Severity severity() {
    return severity;
  }

  Instant lastSeenAt() {
    return lastSeenAt;
  }

  Standing standing() {
    return standing;
  }

  long late() {
    return late;
  }

  List<Notice> notices() {
    return notices;
  }
}
