package io.aims.faults.proxy;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.aims.faults.proxy.Happening.When;

/** Kafka's protocol, as far as it tells a produce and an offset-commit request, and the answers to them. */
final class KafkaDialogue implements Dialogue {
  static final String PRODUCE = "Produce";
  static final String OFFSET_COMMIT = "OffsetCommit";
  private static final Map<Short, String> NAMES = Map.of((short) 0, PRODUCE, (short) 8, OFFSET_COMMIT);
  private final Map<Integer, String> unanswered = new ConcurrentHashMap<>();

  @Override
  public @Nullable Frame fromClient(DataInputStream in) throws IOException {
    return Frame.read(in, 4, 4);
  }

  @Override
  public @Nullable Frame fromServer(DataInputStream in) throws IOException {
    return Frame.read(in, 4, 4);
  }

  @Override
  public void asking(Frame frame, Consumer<Happening> told) {
    var content = frame.content(4);
    var name = content.remaining() >= 8 ? NAMES.get(content.getShort()) : null;
    if (name != null) {
      content.getShort();
      unanswered.put(content.getInt(), name);
      told.accept(new Happening(When.BEFORE, name, false));
    }
  }

  @Override
  public void answering(Frame frame, Consumer<Happening> told) {
    var content = frame.content(4);
    var name = content.remaining() >= 4 ? unanswered.remove(content.getInt()) : null;
    if (name != null) {
      told.accept(new Happening(When.AFTER, name, false));
    }
  }
}
