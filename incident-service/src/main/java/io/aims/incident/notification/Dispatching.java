package io.aims.incident.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.aims.incident.due.RetryPolicy;
import io.aims.incident.notification.Delivered.Later;
import io.aims.incident.notification.Delivered.Never;
import io.aims.incident.notification.Delivered.Taken;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;

/** What is decided before and after a mail is sent; in the caller's transaction. */
@ApplicationScoped
class Dispatching {
  private static final Logger LOG = Logger.getLogger(Dispatching.class);
  private static final Cause OWN = Cause.of("incident-service");
  /** Notifications in one mail. */
  private static final int MOST = 100;
  /** How long it may take to take down what became of a mail. */
  private static final Duration SETTLING = Duration.ofSeconds(15);
  private static final Duration PUT_OFF = Duration.ofMinutes(5);
  private final Notifications notifications;
  private final Calls calls;
  private final Post post;
  private final EventLog eventLog;
  private final NotificationConfig config;
  private final RetryPolicy retries;
  private final Map<Occasion, Matters> matters = new EnumMap<>(Occasion.class);

  Dispatching(Notifications notifications, Calls calls, Post post, EventLog eventLog, NotificationConfig config,
      @All List<Matters> matters) {
    this.notifications = notifications;
    this.calls = calls;
    this.post = post;
    this.eventLog = eventLog;
    this.config = config;
    this.retries = new RetryPolicy(Integer.MAX_VALUE, config.backoff());
    matters.forEach(feature -> feature.occasions().forEach(occasion -> this.matters.put(occasion, feature)));
  }

  /** Whose turn it is; null when nobody's. */
  Uni<@Nullable UUID> next(UUID tenant, Instant now) {
    return notifications.next(tenant, now, now.minus(config.quiet()));
  }

  /**
   * What goes to the person, for some time nobody else's to send; empty when none of it is needed any more, null when
   * another process has it.
   */
  Uni<@Nullable Bag> fill(UUID tenant, UUID person, Instant now) {
    return notifications.take(tenant, person, now, MOST)
        .chain(taken -> taken.isEmpty()
            ? Uni.createFrom().nullItem()
            : sort(taken)
                .call(needed -> notifications.lease(tenant, ids(needed), now.plus(post.patience()).plus(SETTLING)))
                .map(needed -> new Bag(tenant, person, needed)));
  }

  /**
   * Something is wrong with what waits for the person: others have their turn before it is looked at again.
   *
   * @param tried what this process had taken: until then it goes into no further mail either
   */
  Uni<Void> putOff(UUID tenant, UUID person, List<UUID> tried, Instant now) {
    var at = now.plus(PUT_OFF);
    return notifications.again(tenant, person, List.of(), at).chain(() -> notifications.lease(tenant, tried, at));
  }

  /** Withdraws what nobody has to be told any more; answers the rest. */
  private Uni<List<Notification>> sort(List<Notification> taken) {
    return over(taken).chain(over -> each(over, one -> record(one, one.withdraw()))
        .replaceWith(taken.stream().filter(one -> !over.contains(one)).toList()));
  }

  /** An occasion, and who is meant by it; null for those who are told in somebody's stead. */
  private record Meant(Occasion occasion, @Nullable UUID person) {
    static Meant by(Notification one) {
      return new Meant(one.occasion(), one.circle() == 0 ? one.personId() : null);
    }
  }

  /** Those of them of which nobody has to hear any more, occasion by occasion. */
  private Uni<List<Notification>> over(List<Notification> taken) {
    var of = taken.stream()
        .filter(one -> one.subjectId() != null && matters.containsKey(one.occasion()))
        .collect(Collectors.groupingBy(Meant::by, LinkedHashMap::new, Collectors.toList()));
    var over = new ArrayList<Notification>();
    var chain = Uni.createFrom().voidItem();
    for (var told : of.entrySet()) {
      chain = chain.chain(() -> standing(told.getKey(),
          told.getValue().stream().map(Notification::subjectId).collect(Collectors.toSet()))
          .invoke(
              standing -> told.getValue().stream().filter(o -> !standing.contains(o.subjectId())).forEach(over::add))
          .replaceWithVoid());
    }
    return chain.replaceWith(over);
  }

  private Uni<Set<UUID>> standing(Meant meant, Set<UUID> subjects) {
    var feature = matters.get(meant.occasion());
    return meant.person() == null
        ? feature.standing(meant.occasion(), subjects)
        : feature.standing(meant.occasion(), subjects, meant.person());
  }

  /** Takes down what became of the mail; what somebody else has settled meanwhile stays as it is. */
  Uni<Void> settle(Bag bag, Delivered became, Instant now) {
    return switch (became) {
      case Taken taken -> notifications.waiting(bag.ids())
          .chain(waiting -> each(waiting, one -> record(one, one.send(now))));
      case Later later -> later(bag, later, now);
      case Never never -> fail(bag.notifications(), never.why());
    };
  }

  private Uni<Void> later(Bag bag, Later later, Instant now) {
    var tooLate = older(bag.notifications(), config.giveUpAfter(), now);
    var again = bag.notifications().stream().filter(one -> !tooLate.contains(one)).toList();
    var failures = bag.notifications().stream().mapToInt(Notification::failures).max().orElse(0) + 1;
    var pause = retries.pauseAfter(failures).orElseThrow();
    LOG.warnf("Person %s is not told after try %d. %s", bag.person(), failures, later.words());
    return notifications
        .again(bag.tenant(), bag.person(), ids(again),
            now.plus(pause.compareTo(later.pause()) < 0 ? later.pause() : pause))
        .chain(() -> others(older(again, config.othersAfter(), now)))
        .chain(() -> fail(tooLate, Failure.TOO_LATE));
  }

  private static List<Notification> older(List<Notification> notifications, Duration age, Instant now) {
    return notifications.stream().filter(one -> !one.createdAt().plus(age).isAfter(now)).toList();
  }

  /** Who has not been told for so long is tried on; others learn of it as well. */
  private Uni<Void> others(List<Notification> late) {
    return late.isEmpty()
        ? Uni.createFrom().voidItem()
        : notifications.ofCalls(calls(late))
            .chain(all -> each(ofThese(late, all), one -> heard(one, all, NotificationState.SENT)
                ? Uni.createFrom().voidItem()
                : calls.instead(one, cause(one))));
  }

  /** Where nobody of a circle is left who may be reached, the next one is told. */
  private Uni<Void> fail(List<Notification> lost, Failure why) {
    return lost.isEmpty()
        ? Uni.createFrom().voidItem()
        : notifications.ofCalls(calls(lost))
            .chain(all -> over(ofThese(lost, all))
                .chain(over -> each(ofThese(lost, all), one -> over.contains(one)
                    ? record(one, one.withdraw())
                    : record(one, one.fail(why)).chain(() -> instead(one, why, all)))));
  }

  private Uni<Void> instead(Notification lost, Failure why, List<Notification> all) {
    if (heard(lost, all, NotificationState.WAITING, NotificationState.SENT)) {
      return Uni.createFrom().voidItem();
    }
    if (!why.personal() || lost.nextCircle().isEmpty()) {
      calls.unheard(lost.occasion());
      return Uni.createFrom().voidItem();
    }
    return calls.instead(lost, cause(lost));
  }

  /** Whether somebody of its circle is in one of these states, or the next circle has been called already. */
  private static boolean heard(Notification lost, List<Notification> all, NotificationState... states) {
    return all.stream()
        .filter(other -> other.callId().equals(lost.callId()))
        .anyMatch(other -> other.circle() > lost.circle()
            || other.circle() == lost.circle() && List.of(states).contains(other.state()));
  }

  /** These as they are now that they are locked, as far as they still wait. */
  private static List<Notification> ofThese(List<Notification> these, List<Notification> all) {
    return all.stream().filter(one -> ids(these).contains(one.id()) && one.waiting()).toList();
  }

  private static Set<UUID> calls(List<Notification> notifications) {
    return notifications.stream().map(Notification::callId).collect(Collectors.toSet());
  }

  private Uni<Void> record(Notification notification, NotificationEvent event) {
    return eventLog.record(notification, event, cause(notification)).replaceWithVoid();
  }

  private static Cause cause(Notification notification) {
    return OWN.inCase(notification.caseId());
  }

  private static List<UUID> ids(List<Notification> notifications) {
    return notifications.stream().map(Notification::id).toList();
  }

  private static Uni<Void> each(List<Notification> notifications, Function<Notification, Uni<Void>> work) {
    var chain = Uni.createFrom().voidItem();
    for (var notification : notifications) {
      chain = chain.chain(() -> work.apply(notification));
    }
    return chain;
  }
}
