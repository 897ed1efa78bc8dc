package io.aims.platform.relay;

import java.util.concurrent.Future;

/** Where events are sent to: Kafka, or whatever stands in for it. */
interface Broker {

  /** Sends without waiting; the future ends when the broker has the event for good. Events of one key keep their order. */
  Future<?> send(Outgoing event);

  /** Gives up what is still under way: after a fault nothing of it may arrive behind what is sent again. */
  void discard();
}
