package io.aims.faults.proxy;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.aims.faults.proxy.Happening.When;

/**
 * PostgreSQL's protocol 3.0, as far as it tells when a statement begins and when its answer comes back: simple queries,
 * prepared statements and portals, pipelined or not.
 */
final class PostgresDialogue implements Dialogue {
  private static final int ENCRYPTION_REQUESTS_FROM = 80_877_103;
  private static final int TYPED = 5;
  private final Predicate<String> marks;
  private final Map<String, String> statements = new HashMap<>();
  private final Map<String, String> portals = new HashMap<>();
  private final Deque<Pending> pending = new ArrayDeque<>();
  private final AtomicInteger encryptionAnswers = new AtomicInteger();
  private boolean started;
  private volatile boolean marked;

  /** What the server still owes an answer for; {@code SYNC} and {@code QUERY} end with "ready for query". */
  private record Pending(Kind kind, String sql) {
    enum Kind {
      EXECUTE, QUERY, SYNC
    }
  }

  /** @param marks statements whose transaction is of interest */
  PostgresDialogue(Predicate<String> marks) {
    this.marks = marks;
  }

  @Override
  public @Nullable Frame fromClient(DataInputStream in) throws IOException {
    if (started) {
      return Frame.read(in, TYPED, 1);
    }
    var frame = Frame.read(in, 4, 0);
    if (frame != null && frame.head().length >= 8) {
      var code = frame.content(4).getInt();
      // encryption is asked for (and refused with one byte) before the real start
      if (code == ENCRYPTION_REQUESTS_FROM || code == ENCRYPTION_REQUESTS_FROM + 1) {
        encryptionAnswers.incrementAndGet();
      } else {
        started = true;
      }
    }
    return frame;
  }

  @Override
  public @Nullable Frame fromServer(DataInputStream in) throws IOException {
    // only when something comes is it certain what was asked before
    var first = in.read();
    if (first < 0) {
      return null;
    }
    if (encryptionAnswers.get() > 0) {
      encryptionAnswers.decrementAndGet();
      return new Frame(new byte[]{(byte) first}, 0);
    }
    return Frame.read(first, in, TYPED, 1);
  }

  @Override
  public void asking(Frame frame, Consumer<Happening> told) {
    if (frame.head().length < TYPED) {
      return;
    }
    var content = frame.content(TYPED);
    switch (frame.type()) {
      case 'P' -> statements.put(Frame.text(content), Frame.text(content));
      case 'B' -> portals.put(Frame.text(content), statements.getOrDefault(Frame.text(content), ""));
      case 'E' -> begins(Pending.Kind.EXECUTE, portals.getOrDefault(Frame.text(content), ""), told);
      case 'Q' -> begins(Pending.Kind.QUERY, Frame.text(content), told);
      case 'S' -> add(new Pending(Pending.Kind.SYNC, ""));
      case 'C' -> (content.get() == 'S' ? statements : portals).remove(Frame.text(content));
      default -> {
        /* nothing that begins or ends a statement */ }
    }
  }

  private void begins(Pending.Kind kind, String sql, Consumer<Happening> told) {
    add(new Pending(kind, sql));
    if (marks.test(sql)) {
      marked = true;
    }
    told.accept(new Happening(When.BEFORE, sql, marked));
  }

  @Override
  public void answering(Frame frame, Consumer<Happening> told) {
    switch (frame.type()) {
      case 'C', 'I', 's' -> completed(told);
      case 'E' -> failed();
      case 'Z' -> ready(frame, told);
      default -> {
        /* rows, parameters, notices */ }
    }
  }

  private void completed(Consumer<Happening> told) {
    Pending answered;
    synchronized (pending) {
      answered = pending.peek();
      if (answered != null && answered.kind() == Pending.Kind.EXECUTE) {
        pending.poll();
      }
    }
    if (answered != null && answered.kind() != Pending.Kind.SYNC) {
      var happening = new Happening(When.AFTER, answered.sql(), marked);
      told.accept(happening);
      if (happening.ends()) {
        marked = false;
      }
    }
  }

  /** After an error the server skips what was sent up to the next synchronisation. */
  private void failed() {
    marked = false;
    synchronized (pending) {
      while (!pending.isEmpty() && pending.peek().kind() == Pending.Kind.EXECUTE) {
        pending.poll();
      }
    }
  }

  private void ready(Frame frame, Consumer<Happening> told) {
    synchronized (pending) {
      while (!pending.isEmpty() && pending.poll().kind() == Pending.Kind.EXECUTE) {
        // skipped by the server
      }
    }
    if (frame.head().length > TYPED && frame.head()[TYPED] == 'I') {
      if (marked) {
        told.accept(new Happening(When.AFTER, "COMMIT (implicit)", true));
      }
      marked = false;
    }
  }

  private void add(Pending one) {
    synchronized (pending) {
      pending.add(one);
    }
  }
}
