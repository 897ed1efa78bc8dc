package io.aims.platform.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import io.aims.platform.stream.StreamHead;

class RelayProtocolTest {
  private static final UUID ACME = UUID.randomUUID();
  private static final UUID GLOBEX = UUID.randomUUID();
  private static final UUID AGGREGATE = UUID.randomUUID();
  private final MemoryStore store = new MemoryStore();
  private final MemoryBroker broker = new MemoryBroker();
  private final AtomicLong nanos = new AtomicLong();
  private final RelayProtocol relay = relay(broker, nanos);

  @Test
  void events_leave_in_order_and_are_forgotten_after_their_acknowledgement() throws Exception {
    events(1, 3);

    relay.round();
    assertThat(store.outbox).hasSize(3);
    relay.round();

    assertThat(broker.positions()).containsExactly(1L, 2L, 3L);
    assertThat(store.outbox).isEmpty();
  }

  @Test
  void what_the_broker_has_up_to_a_fault_is_forgotten_and_the_rest_sent_again_in_order() throws Exception {
    events(1, 5);
    broker.failing.add(3L);

    assertThatThrownBy(relay::round).isInstanceOf(Away.class);
    broker.failing.clear();
    broker.topic.clear();
    relay.round();
    relay.round();

    assertThat(broker.positions()).containsExactly(3L, 4L, 5L);
    assertThat(broker.discarded).isEqualTo(1);
    assertThat(store.outbox).isEmpty();
  }

  @Test
  void nothing_is_forgotten_for_an_acknowledgement_from_before_the_store_may_have_been_put_back() throws Exception {
    events(1, 2);
    relay.round();
    relay.beginAnew();

    relay.round();

    assertThat(store.outbox).hasSize(2);
    assertThat(broker.positions()).containsExactly(1L, 2L, 1L, 2L);
  }

  @Test
  void a_place_is_kept_before_its_event_is_sent() throws Exception {
    events(1, 2);
    broker.onSend = event -> assertThat(store.places).containsEntry(event.position(), event.place());

    relay.round();

    assertThat(broker.topic).hasSize(2);
  }

  @Test
  void nothing_is_sent_when_the_places_could_not_be_kept() {
    events(1, 2);
    store.commitsFail = true;

    assertThatThrownBy(relay::round).isInstanceOf(Away.class);

    assertThat(broker.topic).isEmpty();
  }

  @Test
  void places_have_no_gap_in_an_organisation_and_stay_the_same_when_sent_again() throws Exception {
    store.event(1, ACME, AGGREGATE);
    store.event(2, GLOBEX, UUID.randomUUID());
    store.event(3, ACME, AGGREGATE);
    broker.failing.add(1L);
    assertThatThrownBy(relay::round).isInstanceOf(Away.class);
    broker.failing.clear();
    broker.topic.clear();
    store.event(4, ACME, AGGREGATE);

    relay.round();

    assertThat(broker.topic).extracting(e -> e.place().seq()).containsExactly(1L, 1L, 2L, 3L);
    assertThat(store.heads.get(ACME)).isEqualTo(StreamHead.EMPTY.append("event 1".getBytes())
        .append("event 3".getBytes())
        .append("event 4".getBytes()));
  }

  @Test
  void a_lease_lost_between_sending_and_marking_marks_nothing() throws Exception {
    events(1, 2);
    relay.round();
    store.clock.addAndGet(Duration.ofSeconds(5).toNanos());
    var other = relay(new MemoryBroker(), new AtomicLong());

    other.next();
    relay.round();

    assertThat(relay.standby()).isTrue();
    assertThat(store.outbox).hasSize(2);
  }

  @Test
  void of_two_relays_one_sends_and_the_other_stands_by() throws Exception {
    var others = new MemoryBroker();
    var other = relay(others, nanos);
    for (var position = 1; position <= 20; position++) {
      store.event(position, ACME, AGGREGATE);

      relay.round();
      other.round();
    }

    assertThat(broker.topic).extracting(e -> e.place().seq()).containsExactlyElementsOf(oneTo(20));
    assertThat(others.topic).isEmpty();
    assertThat(other.standby()).isTrue();
  }

  @Test
  void a_successor_goes_on_with_the_next_place_and_repeats_only_what_was_not_marked() throws Exception {
    events(1, 3);
    relay.round();
    store.clock.addAndGet(Duration.ofSeconds(5).toNanos());
    var others = new MemoryBroker();
    var other = relay(others, new AtomicLong());
    events(4, 4);

    other.round();

    assertThat(others.topic).extracting(e -> e.place().seq()).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void a_holder_that_was_frozen_before_sending_sends_nothing_after_it_thaws() throws Exception {
    events(1, 3);
    var batch = relay.next();
    nanos.addAndGet(Duration.ofSeconds(60).toNanos());

    relay.send(batch);

    assertThat(batch).hasSize(3);
    assertThat(broker.topic).isEmpty();
  }

  @Test
  void a_holder_that_was_frozen_amid_sending_stops_there() throws Exception {
    events(1, 3);
    broker.onSend = event -> nanos.addAndGet(Duration.ofSeconds(2).toNanos());

    relay.round();

    assertThat(broker.positions()).containsExactly(1L, 2L);
  }

  @Test
  void an_orderly_stop_marks_what_arrived_and_frees_the_lease() throws Exception {
    events(1, 2);
    relay.round();

    relay.stop();

    assertThat(store.outbox).isEmpty();
    assertThat(new Lease(UUID.randomUUID(), Duration.ofSeconds(4), nanos::get).hold(store)).isTrue();
  }

  @Test
  void while_the_broker_is_away_no_more_than_one_batch_is_in_memory_and_then_all_is_drained() throws Exception {
    events(1, 95);
    broker.away = true;
    for (var i = 0; i < 1000; i++) {
      assertThatThrownBy(relay::round).isInstanceOf(Away.class);
    }
    assertThat(store.largestRead).isEqualTo(10);
    broker.away = false;

    for (var i = 0; i < 11; i++) {
      relay.round();
    }

    assertThat(broker.topic).extracting(e -> e.place().seq()).containsExactlyElementsOf(oneTo(95));
    assertThat(store.outbox).isEmpty();
  }

  @Test
  void an_event_sent_again_keeps_the_epoch_of_its_place() throws Exception {
    events(1, 1);
    relay.next();
    store.epoch = 2;
    events(2, 2);

    relay.round();

    assertThat(broker.topic).extracting(Outgoing::place).containsExactly(new Place(1, 1), new Place(2, 2));
  }

  @Test
  void the_organisations_that_were_reached_are_told_once() throws Exception {
    store.event(1, ACME, AGGREGATE);
    store.event(2, GLOBEX, UUID.randomUUID());
    broker.failing.add(2L);
    assertThatThrownBy(relay::round).isInstanceOf(Away.class);

    assertThat(relay.reached()).containsExactly(ACME);
    assertThat(relay.reached()).isEmpty();
  }

  @Test
  void an_idle_turn_opens_no_transaction() throws Exception {
    relay.round();

    assertThat(store.begun).isZero();
  }

  private RelayProtocol relay(Broker to, AtomicLong clock) {
    return new RelayProtocol(store, to, new Lease(UUID.randomUUID(), Duration.ofSeconds(4), clock::get), 10);
  }

  private void events(int first, int last) {
    for (var position = first; position <= last; position++) {
      store.event(position, ACME, AGGREGATE);
    }
  }

  private static List<Long> oneTo(long last) {
    return java.util.stream.LongStream.rangeClosed(1, last).boxed().toList();
  }
}
