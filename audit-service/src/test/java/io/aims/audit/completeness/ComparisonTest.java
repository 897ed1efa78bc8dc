package io.aims.audit.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.aims.audit.completeness.Comparison.Place;
import io.aims.audit.merkle.Rfc6962;
import io.aims.platform.stream.StreamHead;

class ComparisonTest {
  private static final StreamHead FIVE = head(5);

  @Test
  void all_that_was_signed_for_is_held() {
    var comparison = Comparison.of(StreamHead.EMPTY, FIVE, places(1, 5), false);

    assertThat(comparison).isEqualTo(new Comparison(FIVE, null, false));
  }

  @Test
  void it_goes_on_from_what_is_held_and_stops_at_the_claim() {
    var comparison = Comparison.of(head(2), FIVE, places(3, 9), false);

    assertThat(comparison).isEqualTo(new Comparison(FIVE, null, false));
  }

  @Test
  void the_first_number_that_is_not_there_is_missing() {
    var next = List.of(place(1), place(2), place(4), place(5));

    assertThat(Comparison.of(StreamHead.EMPTY, FIVE, next, false)).isEqualTo(new Comparison(head(2), 3L, false));
  }

  @Test
  void a_tail_that_is_not_there_is_missing() {
    assertThat(Comparison.of(StreamHead.EMPTY, FIVE, places(1, 3), false))
        .isEqualTo(new Comparison(head(3), 4L, false));
  }

  @Test
  void behind_a_full_batch_nothing_is_missing_yet() {
    assertThat(Comparison.of(StreamHead.EMPTY, FIVE, places(1, 3), true))
        .isEqualTo(new Comparison(head(3), null, false));
  }

  @Test
  void another_event_in_one_place_makes_another_digest() {
    var next = List.of(place(1), new Place(2, place(7).leafHash()), place(3), place(4), place(5));

    var comparison = Comparison.of(StreamHead.EMPTY, FIVE, next, false);

    assertThat(comparison.differs()).isTrue();
    assertThat(comparison.missing()).isNull();
  }

  @Test
  void two_events_that_changed_places_make_another_digest() {
    var next = List.of(new Place(1, place(2).leafHash()), new Place(2, place(1).leafHash()), place(3), place(4),
        place(5));

    assertThat(Comparison.of(StreamHead.EMPTY, FIVE, next, false).differs()).isTrue();
  }

  private static byte[] body(long seq) {
    return ("event " + seq).getBytes(StandardCharsets.UTF_8);
  }

  private static Place place(long seq) {
    return new Place(seq, Rfc6962.leaf(body(seq)).bytes());
  }

  private static List<Place> places(long from, long to) {
    return LongStream.rangeClosed(from, to).mapToObj(ComparisonTest::place).toList();
  }

  private static StreamHead head(long size) {
    var head = StreamHead.EMPTY;
    for (var seq = 1L; seq <= size; seq++) {
      head = head.append(body(seq));
    }
    return head;
  }
}
