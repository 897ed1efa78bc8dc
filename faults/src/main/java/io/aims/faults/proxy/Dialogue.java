package io.aims.faults.proxy;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The protocol of one connection: cuts both directions into messages and tells what they mean. Each direction is read by
 * one thread.
 */
interface Dialogue {

  /** The client's next message; null at the end. */
  @Nullable
  Frame fromClient(DataInputStream in) throws IOException;

  /** The server's next message; null at the end. */
  @Nullable
  Frame fromServer(DataInputStream in) throws IOException;

  /** What the message that is about to be passed to the server asks for. */
  void asking(Frame frame, Consumer<Happening> told);

  /** What the message that is about to be passed to the client says about an earlier request. */
  void answering(Frame frame, Consumer<Happening> told);
}
