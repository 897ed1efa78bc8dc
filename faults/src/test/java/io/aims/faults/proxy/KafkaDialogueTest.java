package io.aims.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.aims.faults.proxy.Happening.When;

class KafkaDialogueTest {
  private static final short PRODUCE = 0;
  private static final short FETCH = 1;
  private static final short OFFSET_COMMIT = 8;
  private final KafkaDialogue dialogue = new KafkaDialogue();
  private final List<Happening> told = new ArrayList<>();

  @Test
  void answers_belong_to_requests_by_their_number_in_any_mixture() throws IOException {
    request(PRODUCE, 1);
    request(FETCH, 2);
    request(OFFSET_COMMIT, 3);
    answer(2);
    answer(1);
    answer(3);

    assertThat(told).containsExactly(new Happening(When.BEFORE, "Produce", false),
        new Happening(When.BEFORE, "OffsetCommit", false), new Happening(When.AFTER, "Produce", false),
        new Happening(When.AFTER, "OffsetCommit", false));
  }

  private void request(short api, int number) throws IOException {
    var bytes = ByteBuffer.allocate(14)
        .putInt(10)
        .putShort(api)
        .putShort((short) 9)
        .putInt(number)
        .putShort((short) -1);
    dialogue.asking(dialogue.fromClient(stream(bytes)), told::add);
  }

  private void answer(int number) throws IOException {
    dialogue.answering(dialogue.fromServer(stream(ByteBuffer.allocate(12).putInt(8).putInt(number))), told::add);
  }

  private static DataInputStream stream(ByteBuffer bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes.array()));
  }
}
