package io.aims.platform.relay;

import java.util.concurrent.Future;

/** Where the signed heads of streams are sent to. */
interface HeadChannel extends AutoCloseable {

  /** Sends the head of a stream; of each stream only the last one is kept. May block for a while. */
  Future<?> send(String stream, byte[] head);

  /** Gives up what is still under way; a later {@link #send} begins anew. */
  @Override
  void close();
}
