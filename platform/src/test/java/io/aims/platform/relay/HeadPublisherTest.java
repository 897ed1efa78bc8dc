package io.aims.platform.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.aims.platform.note.SigningKey;
import io.aims.platform.stream.StreamClaim;
import io.aims.platform.stream.StreamHead;

class HeadPublisherTest {
  private static final List<UUID> ALL = Stream.generate(UUID::randomUUID).limit(3).toList();
  private final Channel channel = new Channel();
  private final HeadPublisher heads = new HeadPublisher(HeadPublisherTest::claims, channel,
      SigningKey.generate().signer("aims/stream/risk-service"), Duration.ZERO);

  @AfterEach
  void stop() throws InterruptedException {
    channel.open.countDown();
    heads.stop(Duration.ofSeconds(5));
  }

  @Test
  void a_turn_begins_with_all_heads_and_goes_on_with_those_of_streams_in_which_something_arrived() {
    channel.open.countDown();
    heads.start();

    heads.arrived(Set.of());
    await().until(() -> channel.sent.size() == 3);
    heads.arrived(Set.of(ALL.get(1)));

    await().until(() -> channel.sent.size() == 4);
    assertThat(channel.sent.subList(0, 3)).containsExactlyElementsOf(ALL.stream().map(HeadPublisherTest::key).toList());
    assertThat(channel.sent.getLast()).isEqualTo(key(ALL.get(1)));
  }

  @Test
  void events_do_not_wait_while_the_heads_are_held_up() throws Exception {
    var store = new MemoryStore();
    var broker = new MemoryBroker();
    var relay = new RelayProtocol(store, broker, new Lease(UUID.randomUUID(), Duration.ofSeconds(4), store.clock::get),
        10);
    heads.start();
    heads.arrived(Set.of());
    await().until(() -> channel.asked == 1);

    for (var position = 1L; position <= 3; position++) {
      store.event(position, ALL.getFirst(), UUID.randomUUID());
      relay.round();
      heads.arrived(relay.reached());
    }

    assertThat(broker.positions()).containsExactly(1L, 2L, 3L);
    assertThat(channel.sent).isEmpty();
    channel.open.countDown();
    await().until(() -> channel.sent.size() == 4);
  }

  @Test
  void after_the_first_head_that_can_not_be_sent_no_other_one_is_waited_for() {
    channel.open.countDown();
    channel.broken = true;
    heads.start();

    heads.arrived(Set.of());

    await().until(() -> channel.closed == 1);
    assertThat(channel.asked).isEqualTo(1);
  }

  @Test
  void nothing_is_published_without_the_turn() {
    channel.open.countDown();
    heads.arrived(Set.of(ALL.getFirst()));
    heads.standBy();
    heads.start();

    await().during(Duration.ofMillis(200)).until(() -> channel.asked == 0);
  }

  private static List<StreamClaim> claims(@Nullable Set<UUID> tenants) {
    return ALL.stream()
        .filter(tenant -> tenants == null || tenants.contains(tenant))
        .map(tenant -> new StreamClaim("risk-service", tenant, StreamHead.EMPTY.append(new byte[0]), Instant.EPOCH, 1))
        .toList();
  }

  private static String key(UUID tenant) {
    return "risk-service/" + tenant;
  }

  /** Lets nothing through before it is opened. */
  private static final class Channel implements HeadChannel {
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final CountDownLatch open = new CountDownLatch(1);
    private volatile int asked;
    private volatile int closed;
    private volatile boolean broken;

    @Override
    public Future<?> send(String stream, byte[] head) {
      asked++;
      try {
        open.await();
      } catch (InterruptedException e) {
        return CompletableFuture.failedFuture(e);
      }
      if (broken) {
        return CompletableFuture.failedFuture(new IOException("no such topic"));
      }
      sent.add(stream);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
