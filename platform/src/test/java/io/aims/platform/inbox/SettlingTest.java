package io.aims.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.aims.platform.refusal.Refusal;
import io.smallrye.mutiny.Uni;

/** The protocol alone, on rows in memory: what happens to the event in hand and to those behind it. */
class SettlingTest {
  private final Memory rows = new Memory();
  private boolean stopping;
  private final List<Integer> applied = new ArrayList<>();
  private final List<Integer> again = new ArrayList<>();
  private final List<Integer> attempts = new ArrayList<>();
  private final Map<Integer, RuntimeException> faults = new HashMap<>();
  private final Settling settling = new Settling(SettlingTest::in, rows, new Once());
  private final Feed feed = new Feed() {
    @Override
    public String name() {
      return "feed";
    }

    @Override
    public String source() {
      return "owner-service";
    }

    @Override
    public Uni<Void> again(ReceivedEvent event) {
      again.add(event.aggregateVersion());
      return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> apply(ReceivedEvent event) {
      attempts.add(event.aggregateVersion());
      if (faults.containsKey(event.aggregateVersion())) {
        return Uni.createFrom().failure(faults.get(event.aggregateVersion()));
      }
      applied.add(event.aggregateVersion());
      return Uni.createFrom().voidItem();
    }
  };

  @Test
  void whatever_the_order_of_arrival_versions_are_applied_in_theirs() {
    settle(3, 2, 5, 1, 4, 2);

    assertThat(applied).containsExactly(1, 2, 3, 4, 5);
    assertThat(rows.parked).isEmpty();
  }

  @Test
  void many_parked_events_do_not_exhaust_the_stack() {
    settle(IntStream.rangeClosed(2, 5_000).toArray());

    settle(1);

    assertThat(applied).hasSize(5_000);
  }

  @Test
  void behind_a_dead_letter_later_versions_wait() {
    faults.put(2, new ReceivedEvent.Poison("rotten"));

    settle(1, 2, 3);

    assertThat(applied).containsExactly(1);
    assertThat(rows.deadLetters).containsExactly(Map.entry(2, "rotten"));
    assertThat(rows.parked).containsOnlyKeys(3);
  }

  @Test
  void an_unexpected_fault_gives_nothing_of_our_inside_away() {
    faults.put(1, new IllegalStateException("jdbc:postgresql://secret"));

    settle(1);

    assertThat(rows.deadLetters.get(1)).doesNotContain("secret");
  }

  @Test
  void what_is_postponed_is_parked_with_what_it_waits_for_and_goes_on_later() {
    faults.put(1, new Postponed("news of the system"));
    settle(1, 2);
    assertThat(rows.parked).containsOnlyKeys(1, 2);
    assertThat(rows.news).containsExactly(Map.entry(1, "news of the system"));
    faults.clear();

    settle(1);

    assertThat(applied).containsExactly(1, 2);
    assertThat(rows.parked).isEmpty();
  }

  @Test
  void a_version_that_comes_with_another_event_is_a_dead_letter() {
    settle(1, 2);

    settle(Events.event(new UUID(7, 7), 2, 1));

    assertThat(rows.deadLetters).containsExactly(Map.entry(2, Causes.VERSION_REUSED));
    assertThat(applied).containsExactly(1, 2);
  }

  @Test
  void a_parked_version_that_comes_with_another_event_is_a_dead_letter() {
    settle(3);

    settle(Events.event(new UUID(7, 7), 3, 1));

    assertThat(rows.deadLetters).containsExactly(Map.entry(3, Causes.VERSION_REUSED));
  }

  @Test
  void without_room_an_event_is_let_go_with_a_note_and_nothing_waits_for_it() {
    rows.full = true;

    settle(3, 1, 2);

    assertThat(rows.parked).isEmpty();
    assertThat(rows.letGo).containsExactly(3);
    assertThat(applied).containsExactly(1, 2);
  }

  @Test
  void what_was_let_go_is_applied_when_it_comes_again() {
    rows.full = true;
    settle(3, 2, 1);
    rows.full = false;

    settle(2, 3);

    assertThat(applied).containsExactly(1, 2, 3);
  }

  @Test
  void a_feed_is_told_of_what_it_has_had_already() {
    settle(1, 2);

    settle(2, 1);

    assertThat(again).containsExactly(2, 1);
    assertThat(applied).containsExactly(1, 2);
  }

  @Test
  void a_higher_epoch_replaces_what_was_applied_and_voids_what_is_left_of_the_old_one() {
    settle(1, 2, 3, 5);

    settle(Events.event(new UUID(7, 7), 3, 2));
    settle(5, 4);

    assertThat(applied).containsExactly(1, 2, 3, 3);
    assertThat(rows.parked).isEmpty();
  }

  @Test
  void what_follows_a_dead_letter_of_a_higher_epoch_does_not_pass_it() {
    settle(1, 2, 3, 4, 5);
    faults.put(4, new ReceivedEvent.Poison("rotten"));
    settle(second(4), second(5), second(6));
    assertThat(rows.deadLetters).containsExactly(Map.entry(4, "rotten"));
    assertThat(rows.parked).containsOnlyKeys(5, 6);
    faults.clear();

    settling.redrive(feed, second(4)).await().indefinitely();
    settle(second(4));

    assertThat(applied).containsExactly(1, 2, 3, 4, 5, 4, 5, 6);
  }

  @Test
  void what_follows_a_postponed_event_of_a_higher_epoch_does_not_pass_it() {
    settle(1, 2, 3, 4, 5);
    faults.put(4, new Postponed("news of the system"));
    settle(second(4));
    settle(second(5), second(6));
    assertThat(rows.parked).containsOnlyKeys(4, 5, 6);
    faults.clear();

    settle(second(4));

    assertThat(applied).containsExactly(1, 2, 3, 4, 5, 4, 5, 6);
    assertThat(rows.parked).isEmpty();
  }

  @Test
  void once_a_higher_epoch_has_come_what_is_left_of_the_lower_one_is_void_although_the_first_of_it_failed() {
    settle(1, 2, 3);
    faults.put(2, new ReceivedEvent.Poison("rotten"));

    settle(second(2));
    settle(2, 3, 4);

    assertThat(applied).containsExactly(1, 2, 3);
    assertThat(rows.parked).isEmpty();
  }

  @Test
  void a_gap_at_the_beginning_of_a_higher_epoch_takes_nothing_back() {
    settle(1, 2, 3);

    settle(second(5));
    settle(second(4));

    assertThat(applied).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void one_whose_successor_was_left_behind_by_a_crash_takes_it_along_when_it_comes_again() {
    settle(1);
    rows.parked.put(2, event(2));

    settle(1);

    assertThat(applied).containsExactly(1, 2);
  }

  @Test
  void what_belongs_to_a_given_up_history_is_not_redriven_but_may_be_discarded() {
    settle(1, 2);
    settle(second(2));

    assertThatThrownBy(() -> settling.redrive(feed, event(3)).await().indefinitely())
        .isInstanceOfSatisfying(Refusal.NotAllowedNow.class,
            why -> assertThat(why.allowed()).containsExactly("discard"));

    settling.requireVoid(feed, event(3)).await().indefinitely();
    assertThat(applied).containsExactly(1, 2, 2);
  }

  @Test
  void a_reused_version_may_be_discarded() {
    settle(1, 2);

    settling.requireVoid(feed, Events.event(new UUID(7, 7), 2, 1)).await().indefinitely();
  }

  @Test
  void what_can_still_have_its_effect_may_not_be_discarded() {
    settle(1);

    assertThatThrownBy(() -> settling.requireVoid(feed, event(2)).await().indefinitely())
        .isInstanceOfSatisfying(Refusal.NotAllowedNow.class,
            why -> assertThat(why.allowed()).containsExactly("redrive"));
    assertThatThrownBy(() -> settling.requireVoid(feed, event(3)).await().indefinitely())
        .isInstanceOfSatisfying(Refusal.NotAllowedNow.class,
            why -> assertThat(why.state()).isEqualTo("BEHIND_A_MISSING_VERSION"));
  }

  @Test
  void a_look_ends_at_a_fault_that_passes_and_keeps_the_event_where_it_is() {
    rows.parked.put(1, event(1));
    faults.put(1, new Refusal.NotReady("not yet", Duration.ofSeconds(1)));
    var look = new Settling(SettlingTest::in, rows, new OneLook(() -> stopping));

    assertThatThrownBy(() -> look.settle(feed, event(1)).await().indefinitely()).isInstanceOf(Refusal.NotReady.class);

    assertThat(attempts).containsExactly(1);
    assertThat(rows.parked).containsOnlyKeys(1);
    assertThat(rows.deadLetters).isEmpty();
  }

  @Test
  void a_look_sets_an_event_aside_only_after_a_few_strange_faults() {
    faults.put(1, new IllegalStateException("strange"));
    var look = new Settling(SettlingTest::in, rows, new OneLook(() -> stopping));

    look.settle(feed, event(1)).await().indefinitely();

    assertThat(attempts).containsExactly(1, 1, 1);
    assertThat(rows.deadLetters).containsOnlyKeys(1);
  }

  @Test
  void a_look_sets_nothing_aside_while_the_process_ends() {
    faults.put(1, new IllegalStateException("the pool is closed"));
    stopping = true;
    var look = new Settling(SettlingTest::in, rows, new OneLook(() -> stopping));

    assertThatThrownBy(() -> look.settle(feed, event(1)).await().indefinitely()).isInstanceOf(Refusal.NotReady.class);

    assertThat(rows.deadLetters).isEmpty();
  }

  private void settle(int... versions) {
    for (var version : versions) {
      settle(event(version));
    }
  }

  private void settle(ReceivedEvent... events) {
    for (var event : events) {
      settling.settle(feed, event).await().indefinitely();
    }
  }

  /** The version in the second epoch. */
  private static ReceivedEvent second(int version) {
    return Events.event(new UUID(7, version), version, 2);
  }

  private static ReceivedEvent event(int version) {
    return Events.event(new UUID(3, version), version, 1);
  }

  private static <T> Uni<T> in(UUID tenant, Supplier<Uni<T>> work) {
    return work.get();
  }

  /** Never again. */
  private static final class Once implements Retries {
    @Override
    public <T> Uni<T> sensibly(Supplier<Uni<T>> attempt) {
      return Uni.createFrom().deferred(attempt::get);
    }

    @Override
    public <T> Uni<T> always(Supplier<Uni<T>> attempt) {
      return Uni.createFrom().deferred(attempt::get);
    }
  }

  /** The rows of one aggregate and one feed. */
  private static final class Memory implements InboxRows {
    private Progress progress = new Progress(0, null, 1);
    private final Map<Integer, ReceivedEvent> parked = new TreeMap<>();
    private final Map<Integer, String> news = new TreeMap<>();
    private final Map<Integer, String> deadLetters = new TreeMap<>();
    private final List<Integer> letGo = new ArrayList<>();
    private boolean full;

    @Override
    public Uni<Progress> lock(String feed, ReceivedEvent event) {
      return Uni.createFrom().item(progress);
    }

    @Override
    public Uni<@Nullable ReceivedEvent> applied(String feed, ReceivedEvent event) {
      progress = new Progress(event.aggregateVersion(), event.id(), event.epoch());
      return tidied(feed, event, progress);
    }

    @Override
    public Uni<@Nullable ReceivedEvent> tidied(String feed, ReceivedEvent event, Progress last) {
      parked.values()
          .removeIf(p -> p.aggregateVersion() <= last.version() && p.epoch() <= last.epoch()
              || p.epoch() < last.epoch());
      return Uni.createFrom().item(parked.get(last.version() + 1));
    }

    @Override
    public Uni<Void> rewind(String feed, ReceivedEvent event) {
      progress = new Progress(event.aggregateVersion() - 1, null, event.epoch());
      return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Boolean> room(String feed, ReceivedEvent event) {
      return Uni.createFrom().item(!full);
    }

    @Override
    public Uni<Boolean> park(String feed, ReceivedEvent event, @Nullable String waitsFor) {
      var old = parked.putIfAbsent(event.aggregateVersion(), event);
      if (waitsFor != null) {
        news.put(event.aggregateVersion(), waitsFor);
      }
      return Uni.createFrom().item(old == null || old.id().equals(event.id()));
    }

    @Override
    public Uni<Void> letGo(String feed, ReceivedEvent event) {
      letGo.add(event.aggregateVersion());
      return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> deadLetter(String feed, ReceivedEvent event, String cause) {
      deadLetters.put(event.aggregateVersion(), cause);
      return Uni.createFrom().voidItem();
    }
  }
}
