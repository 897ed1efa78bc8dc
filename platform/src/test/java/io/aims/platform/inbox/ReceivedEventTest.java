package io.aims.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceivedEventTest {
  private static final byte[] BODY = Events.body(UUID.randomUUID(), 1);

  @Test
  void without_headers_its_place_is_unknown_and_the_epoch_the_first() {
    var event = ReceivedEvent.of(Events.message(BODY));

    assertThat(event.streamSeq()).isNull();
    assertThat(event.epoch()).isEqualTo(1);
  }

  @Test
  void headers_tell_its_place_in_the_stream() {
    var message = Events.message(BODY);
    message.headers().add("aims-stream-seq", ascii("9000000000")).add("aims-stream-epoch", ascii("2"));

    var event = ReceivedEvent.of(message);

    assertThat(event.streamSeq()).isEqualTo(9_000_000_000L);
    assertThat(event.epoch()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"aims-stream-seq,0", "aims-stream-seq,x", "aims-stream-epoch,0", "aims-stream-epoch,3000000000",
      "aims-stream-epoch,''"})
  void a_place_that_can_not_be_is_poison(String header, String value) {
    var message = Events.message(BODY);
    message.headers().add(header, ascii(value));

    assertThatThrownBy(() -> ReceivedEvent.of(message)).isInstanceOf(ReceivedEvent.Poison.class);
  }

  @Test
  void data_that_do_not_fit_are_told_without_our_class_names() {
    record Needs(String kind) {
      Needs {
        Objects.requireNonNull(kind, "kind");
      }
    }
    var event = ReceivedEvent.of(Events.message(BODY));

    assertThatThrownBy(() -> event.dataAs(Needs.class)).isInstanceOf(ReceivedEvent.Poison.class)
        .hasMessage("Data of test does not fit: kind is missing");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
