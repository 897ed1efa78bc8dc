package io.aims.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadPositionTest {
  private final ReadPosition position = new ReadPosition();

  /** Each line: what the database holds when a partition comes, up to where the group has read, from where it is read again. */
  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {"-1, -1, -", "100, -1, -", "100, 100, -", "100, 90, -", "90, 100, 90",
      "-1, 100, 0",
      "0, 100, 0"})
  void it_begins_where_the_database_is(long held, long committed, Long from) {
    assertThat(position.begin(held, committed)).isEqualTo(from == null ? OptionalLong.empty() : OptionalLong.of(from));
  }

  @Test
  void what_was_processed_is_saved_once() {
    position.begin(100, 100);
    position.processed(100);
    position.processed(101);

    assertThat(position.unsaved()).hasValue(102);
    position.saved(102);
    assertThat(position.unsaved()).isEmpty();
    assertThat(position.compare(102)).isEmpty();
  }

  @Test
  void before_the_database_was_asked_nothing_is_saved() {
    position.processed(7);

    assertThat(position.unsaved()).isEmpty();
    assertThat(position.begin(3, 5)).as("what was processed meanwhile goes before the group's word").hasValue(3);
    assertThat(position.readAgainUpTo()).isEqualTo(8);
  }

  @Test
  void a_database_that_is_put_back_is_told_again_from_there_on() {
    position.begin(100, 100);
    position.processed(150);
    position.saved(151);

    assertThat(position.compare(120)).hasValue(120);
    position.handedOut(160);
    position.processed(155);
    assertThat(position.unsaved()).as("what was under way is no sign of what is read again").isEmpty();
    position.processed(120);

    assertThat(position.unsaved()).hasValue(121);
    position.processed(155);
    assertThat(position.unsaved()).hasValue(156);
  }

  /** A replica that was a second behind has taken over: it holds what was saved last, and not what was read after that. */
  @Test
  void another_database_is_told_again_what_was_not_saved_yet() {
    position.begin(100, 100);
    position.processed(100);
    position.doubt();

    assertThat(position.unsaved()).isEmpty();
    assertThat(position.begin(100, 100)).hasValue(100);
  }

  @Test
  void a_newer_backup_takes_part_of_the_way() {
    position.begin(100, 150);
    position.doubt();

    assertThat(position.begin(130, 150)).hasValue(130);
    assertThat(position.readAgainUpTo()).isEqualTo(150);
  }

  @Test
  void where_nothing_is_left_to_be_read_again_what_comes_next_counts() {
    position.begin(100, 150);
    position.handedOut(160);

    position.processed(160);

    assertThat(position.unsaved()).hasValue(161);
  }

  @Test
  void what_has_expired_is_not_waited_for() {
    position.begin(100, 150);

    position.nothingLeft();

    assertThat(position.unsaved()).hasValue(150);
  }

  @Test
  void put_back_twice_everything_is_told_again() {
    position.begin(100, 100);
    position.processed(150);
    position.saved(151);
    position.compare(120);
    position.handedOut(151);
    position.processed(120);
    position.saved(121);

    assertThat(position.compare(110)).hasValue(110);
    assertThat(position.readAgainUpTo()).isEqualTo(121);
  }

  @Test
  void another_topic_of_the_same_name_begins_anew() {
    position.begin(5000, ReadPosition.NONE);
    position.processed(0);

    assertThat(position.unsaved()).hasValue(1);
  }
}
