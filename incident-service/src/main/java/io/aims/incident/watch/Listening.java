package io.aims.incident.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** How one signal stands while the statements of a batch are heard, and what follows from them. */
final class Listening {
  private final UUID id;
  private final Rules rules;
  private final @Nullable Instant snoozedUntil;
  private final List<Notice> notices = new ArrayList<>();
  private Standing standing;
  private @Nullable Word last;
  private long late;
  private boolean opens;

  Listening(UUID id, Standing standing, Rules rules, @Nullable Instant snoozedUntil) {
    this.id = id;
    this.standing = standing;
    this.rules = rules;
    this.snoozedUntil = snoozedUntil;
  }

  /** What people may want to know of a signal. */
  enum Notice {
    FIRED, RESOLVED, FLAPPING, CALM
  }

  void hear(Word word, @Nullable Instant maintainedUntil) {
    var at = word.statement().receivedAt();
    var before = standing;
    var outcome = SignalPolicy.hear(before, word.statement(), rules);
    standing = outcome.standing();
    last = word;
    if (outcome.heard() == Heard.LATE) {
      late++;
      return;
    }
    var muted = mutedUntil(at, maintainedUntil);
    opens |= SignalPolicy.opensAt(standing, rules, muted).filter(opensAt -> !opensAt.isAfter(at)).isPresent();
    if (SignalPolicy.worthTelling(outcome.heard(), before, standing, muted != null)) {
      notices.add(notice(before, outcome.heard()));
    }
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
    var snoozed = snoozedUntil != null && snoozedUntil.isAfter(at) ? snoozedUntil : null;
    if (snoozed == null || maintainedUntil == null) {
      return snoozed == null ? maintainedUntil : snoozed;
    }
    return snoozed.isAfter(maintainedUntil) ? snoozed : maintainedUntil;
  }

  /** Whether it opens an incident, as of {@code now} at the latest. */
  boolean opens(Instant now, @Nullable Instant maintainedUntil) {
    return opens || SignalPolicy.opensAt(standing, rules, mutedUntil(now, maintainedUntil))
        .filter(opensAt -> !opensAt.isAfter(now))
        .isPresent();
  }

  /** When to look at it again if nothing more is heard; null when there is no need to. */
  @Nullable
  Instant dueAt(Instant now, @Nullable Instant maintainedUntil) {
    return SignalPolicy.opensAt(standing, rules, mutedUntil(now, maintainedUntil))
        .filter(opensAt -> opensAt.isAfter(now))
        .or(() -> SignalPolicy.calmsAt(standing, rules))
        .orElse(null);
  }

  void calm(Instant now) {
    standing = SignalPolicy.calm(standing, rules, now);
  }

  UUID id() {
    return id;
  }

  Standing standing() {
    return standing;
  }

  @Nullable
  Word last() {
    return last;
  }

  long late() {
    return late;
  }

  List<Notice> notices() {
    return notices;
  }
}
