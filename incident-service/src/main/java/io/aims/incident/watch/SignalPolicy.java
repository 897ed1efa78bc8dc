package io.aims.incident.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What to make of a monitor's statements: they come late, out of order, again and again, and from clocks that are wrong.
 *
 * <p>A monitor's own times are believed as far as they can be true. What began in the future did not; that clock is
 * ahead, and the time of arrival counts instead.
 */
final class SignalPolicy {
  /** How far a monitor's clock may be ahead. */
  static final Duration SKEW = Duration.ofMinutes(5);
  /** How long after the end of an episode, if that was heard first, its beginning may still arrive. */
  static final Duration REORDERED = Duration.ofMinutes(10);

  private SignalPolicy() {}

  /** What a statement means, and how the signal stands then. */
  record Outcome(Heard heard, Standing standing) {}

  static Outcome hear(Standing before, Statement statement, Rules rules) {
    var skewed = ahead(statement.startsAt(), statement.receivedAt())
        || !statement.firing() && ahead(statement.endsAt(), statement.receivedAt());
    var episode = ahead(statement.startsAt(), statement.receivedAt()) ? null : statement.startsAt();
    if (late(before, statement, episode)) {
      return new Outcome(Heard.LATE, calm(before, rules, statement.receivedAt()));
    }
    var changed = before.status() != statement.status() && !(before.status() == null && !statement.firing());
    var now = statement.receivedAt();
    var recent = recent(before.changes(), rules, now);
    var changes = changed ? plus(recent, now, rules) : recent;
    var flapping = changes.size() >= rules.flapsAt() || before.flapping() && changes.size() > rules.calmAt();
    var first = before.status() == null || episode != null && !episode.equals(before.episode());
    var standing = new Standing(statement.status(), episode == null ? before.episode() : episode,
        later(before, statement), changed || first ? now : before.changedAt(),
        firingSince(before, statement, flapping), changes, flapping, skewed,
        !statement.firing() && (first || before.unheard()));
    return new Outcome(changed ? statement.firing() ? Heard.FIRED : Heard.RESOLVED : Heard.REPEATED, standing);
  }

  private static boolean ahead(@Nullable Instant told, Instant receivedAt) {
    return told != null && told.isAfter(receivedAt.plus(SKEW));
  }

  /** By the episodes that the two belong to, where those differ; else by the order of arrival. */
  private static boolean late(Standing before, Statement statement, @Nullable Instant episode) {
    if (before.status() == null) {
      return false;
    }
    if (episode != null && before.episode() != null && !episode.equals(before.episode())) {
      return episode.isBefore(before.episode());
    }
    var sameEpisode = episode != null && before.episode() != null;
    if (sameEpisode && before.unheard() && statement.firing()
        && !statement.receivedAt().isAfter(before.changedAt().plus(REORDERED))) {
      return true;
    }
    return before.lastDelivery() != null && statement.deliveryId().compareTo(before.lastDelivery()) < 0;
  }

  private static UUID later(Standing before, Statement statement) {
    var last = before.lastDelivery();
    return last != null && last.compareTo(statement.deliveryId()) > 0 ? last : statement.deliveryId();
  }

  private static @Nullable Instant firingSince(Standing before, Statement statement, boolean flapping) {
    if (!statement.firing() && !flapping) {
      return null;
    }
    return before.firingSince() == null && (statement.firing() || flapping)
        ? statement.receivedAt()
        : before.firingSince();
  }

  private static List<Instant> recent(List<Instant> changes, Rules rules, Instant now) {
    return changes.stream().filter(change -> change.isAfter(now.minus(rules.flapWindow()))).toList();
  }

  /** No more of them than make it flap, the latest: a signal that flickers for hours is as flapping as one that begins to. */
  private static List<Instant> plus(List<Instant> changes, Instant change, Rules rules) {
    var all = Stream.concat(changes.stream(), Stream.of(change)).sorted().toList();
    return all.subList(Math.max(0, all.size() - rules.flapsAt()), all.size());
  }

  /** How a signal stands at {@code now} if nothing more was heard of it: one that has calmed down flaps no more. */
  static Standing calm(Standing standing, Rules rules, Instant now) {
    var changes = recent(standing.changes(), rules, now);
    if (!standing.flapping() || changes.size() > rules.calmAt()) {
      return standing;
    }
    return new Standing(standing.status(), standing.episode(), standing.lastDelivery(), standing.changedAt(),
        standing.resolved() ? null : standing.firingSince(), changes, false, standing.skewed(),
        standing.unheard());
  }

  /** When it opens an incident, if it goes on: after the hold-down, and not while people don't want to hear of it. */
  static Optional<Instant> opensAt(Standing standing, Rules rules, @Nullable Instant mutedUntil) {
    var since = standing.firingSince();
    if (since == null) {
      return Optional.empty();
    }
    var held = since.plus(rules.holdDown());
    return Optional.of(mutedUntil != null && mutedUntil.isAfter(held) ? mutedUntil : held);
  }

  /** Whether it opens an incident, as of {@code now}. */
  static boolean opens(Standing standing, Rules rules, @Nullable Instant mutedUntil, Instant now) {
    return opensAt(standing, rules, mutedUntil).filter(opensAt -> !opensAt.isAfter(now)).isPresent();
  }

  /** When it will have calmed down, if nothing more is heard of it. */
  static Optional<Instant> calmsAt(Standing standing, Rules rules) {
    return standing.flapping()
        ? standing.changes()
            .stream()
            .sorted(Comparator.naturalOrder())
            .skip(standing.changes().size() - rules.calmAt() - 1L)
            .findFirst()
            .map(change -> change.plus(rules.flapWindow()))
        : Optional.empty();
  }

  /** Whether people are told of a change: not of each flicker, and not while they don't want to hear of it. */
  static boolean worthTelling(Heard heard, Standing before, Standing after, boolean muted) {
    if (muted) {
      return false;
    }
    return before.flapping() != after.flapping()
        || !after.flapping() && (heard == Heard.FIRED || heard == Heard.RESOLVED);
  }
}
