package io.aims.platform.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class IdsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:15:30.123Z");

  @Test
  void an_id_is_a_version_7_uuid_of_its_millisecond() {
    var id = new Ids(Clock.fixed(NOW, ZoneOffset.UTC)).next();

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
  }

  @Test
  void ids_of_one_millisecond_and_beyond_keep_their_order_as_text() {
    var ids = new Ids(Clock.fixed(NOW, ZoneOffset.UTC));

    var made = Stream.generate(ids::next).limit(10_000).map(Object::toString).toList();

    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void a_random_id_is_a_version_4_uuid_that_tells_no_time_and_no_order() {
    var ids = new Ids(Clock.fixed(NOW, ZoneOffset.UTC));

    var made = Stream.generate(ids::random).limit(10_000).toList();

    assertThat(made).allMatch(id -> id.version() == 4 && id.variant() == 2).doesNotHaveDuplicates();
    assertThat(made.stream().map(id -> id.toString().substring(0, 8)).distinct().count()).isGreaterThan(9_900);
  }

  @Test
  void threads_never_share_an_id() throws Exception {
    var ids = new Ids(Clock.fixed(NOW, ZoneOffset.UTC));
    Callable<java.util.List<java.util.UUID>> maker = () -> Stream.generate(ids::next).limit(5_000).toList();

    try (var pool = Executors.newFixedThreadPool(4)) {
      var made = pool.invokeAll(IntStream.range(0, 4).mapToObj(i -> maker).toList())
          .stream()
          .flatMap(f -> f.resultNow().stream())
          .toList();
      assertThat(made).hasSize(20_000).doesNotHaveDuplicates();
    }
  }
}
