package io.aims.platform.relay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** A topic in memory that fails for chosen events, or altogether. */
final class MemoryBroker implements Broker {
  final List<Outgoing> topic = new ArrayList<>();
  final Set<Long> failing = new HashSet<>();
  Consumer<Outgoing> onSend = event -> {};
  boolean away;
  int discarded;

  @Override
  public Future<?> send(Outgoing event) {
    onSend.accept(event);
    if (away) {
      throw new IllegalStateException("no metadata");
    }
    if (failing.contains(event.position())) {
      return CompletableFuture.failedFuture(new IOException("not enough replicas"));
    }
    topic.add(event);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void discard() {
    discarded++;
  }

  List<Long> positions() {
    return topic.stream().map(Outgoing::position).toList();
  }
}
