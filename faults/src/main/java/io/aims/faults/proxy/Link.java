package io.aims.faults.proxy;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One connection through a proxy: two sockets, a thread for each direction, messages passed on whole and in order. */
public final class Link {
  private static final int BUFFER = 1 << 16;
  private final Socket client;
  private final Socket server;
  private final Dialogue dialogue;
  private final FaultProxy proxy;

  Link(Socket client, Socket server, Dialogue dialogue, FaultProxy proxy) {
    this.client = client;
    this.server = server;
    this.dialogue = dialogue;
    this.proxy = proxy;
  }

  void start(Runnable ended) {
    var inward = Thread.ofVirtual()
        .start(() -> pump(client, server, dialogue::fromClient, dialogue::asking));
    Thread.ofVirtual().start(() -> {
      pump(server, client, dialogue::fromServer, dialogue::answering);
      try {
        inward.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      ended.run();
    });
  }

  private interface Reader {
    @org.jspecify.annotations.Nullable
    Frame next(DataInputStream in) throws IOException;
  }

  private void pump(Socket from, Socket to, Reader reader, BiConsumer<Frame, Consumer<Happening>> meaning) {
    try {
      var in = new DataInputStream(new BufferedInputStream(from.getInputStream(), BUFFER));
      var out = new BufferedOutputStream(to.getOutputStream(), BUFFER);
      for (var frame = reader.next(in); frame != null; frame = reader.next(in)) {
        meaning.accept(frame, happening -> attend(happening, out));
        proxy.weather().pass(frame.size(), this);
        frame.pass(in, out);
        if (in.available() == 0) {
          out.flush();
        }
      }
      out.flush();
    } catch (IOException | UncheckedIOException | Cut e) {
      // one end is gone, or this link was cut: so is the other
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  /** What was before it is on its way, whatever happens to this message. */
  private void attend(Happening happening, BufferedOutputStream out) {
    var lookout = proxy.lookout();
    if (lookout == Lookout.NONE) {
      return;
    }
    try {
      out.flush();
      if (!lookout.passes(happening, this)) {
        throw new Cut();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Cut();
    }
  }

  boolean closed() {
    return client.isClosed() || server.isClosed();
  }

  /** Both ends see a reset, as when a machine in between loses its state. */
  public void reset() {
    for (var end : new Socket[]{client, server}) {
      try {
        end.setSoLinger(true, 0);
      } catch (IOException e) {
        // closed already
      }
    }
    close();
  }

  void close() {
    for (var end : new Socket[]{client, server}) {
      try {
        end.close();
      } catch (IOException e) {
        // closed already
      }
    }
  }

  /** Ends a pump. */
  private static final class Cut extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Cut() {
      super(null, null, false, false);
    }
  }
}
